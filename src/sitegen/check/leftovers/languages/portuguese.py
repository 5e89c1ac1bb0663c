"""Portuguese."""

from sitegen.check.leftovers.languages.entry import Language

PORTUGUESE = Language(
    months=(
        "janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|"
        "dezembro|fev|abr|mai|ago|set|out|dez"
    ),
    weekdays=("segunda-feira|terça-feira|quarta-feira|quinta-feira|sexta-feira|sábado|domingo"),
    phrases={
        "comments": """
            nenhum comentário
            sem comentários
            sem comentários ainda
            {n} comentários
            {n} comentário
            um comentário
            comentários ({n})
            comentário ({n})
            ~comentários
            ~comentário
            {n} respostas para {list}
            {n} comentários em {list}
            um comentário em {list}
            postar um comentário
            publicar comentário
            publicar um comentário
            enviar um comentário
            adicionar comentário
            adicionar um comentário
            deixe um comentário
            deixe um comentário cancelar resposta
            deixar um comentário
            deixe uma resposta
            deixe uma resposta cancelar resposta
            deixe seu comentário
            escreva um comentário
            cancelar resposta
            ~responder
            ~excluir
            ~eliminar
            os comentários estão fechados
            os comentários estão encerrados
            comentários encerrados
            o seu endereço de e-mail não será publicado
            o seu endereço de e-mail não será publicado. campos obrigatórios são marcados com *
            o seu endereço de email não será publicado
            campos obrigatórios são marcados com *
            salvar meus dados neste navegador para a próxima vez que eu comentar
            guardar o meu nome, email e site neste navegador para a próxima vez que eu comentar
            avise-me sobre novos comentários por e-mail
            notifique-me sobre novos comentários por e-mail
            notifique-me sobre novas publicações por e-mail
            digite seu comentário aqui
            você precisa fazer o login para publicar um comentário
            este site utiliza o akismet para reduzir spam
            links para esta postagem
            ~criar um link
            ~nome *
            ~e-mail *
            ~site
            ~carregando
        """,
        "share": """
            ~compartilhar
            ~partilhar
            compartilhe isso
            compartilhe este post
            compartilhe este artigo
            compartilhe esta postagem
            partilhar isto
            compartilhar no facebook
            compartilhar no twitter
            compartilhar no x
            compartilhar no linkedin
            compartilhar no whatsapp
            compartilhar com o pinterest
            compartilhar no pinterest
            partilhar no facebook
            partilhar no twitter
            enviar por e-mail
            postar no blog!
            clique para compartilhar no {name} (abre em nova janela)
            clique para compartilhar no {name}(abre em nova janela)
            clique para enviar um link por e-mail para um amigo (abre em nova janela)
            clique para imprimir (abre em nova janela)
            curtir isso
            curtir carregando
            ~curtir
            ~gosto
            {n} blogueiros gostam disto
            ~imprimir
            ~tweetar
            copiar link
        """,
        "navigation": """
            postagem mais recente
            postagem mais antiga
            postagens mais recentes
            postagens mais antigas
            mensagem mais recente
            mensagem antiga
            post anterior
            próximo post
            post anterior: {list}
            próximo post: {list}
            artigo anterior
            próximo artigo
            navegação de post
            navegação de posts
            ~anterior
            ~próximo
            ~próxima
            página inicial
            ~início
            voltar ao topo
            ver versão para a web
            ver meu perfil completo
            link permanente
            ~leia mais
            ~continue lendo
            pular para o conteúdo
            orgulhosamente desenvolvido com wordpress
        """,
        "labels": """
            marcadores: {list}
            ~etiquetas: {list}
            ~categorias: {list}
            ~categoria: {list}
            arquivado em: {list}
            arquivado em {list}
            ~publicado em {list}
            marcado com {list}
            ~marcado {list}
            esta entrada foi publicada em {rest}
        """,
        "byline": """
            postado por {name} às {time}
            postado por {name} em {date}
            ~postado por {name}
            publicado por {name} às {time}
            publicado por {name} em {date}
            publicada por {name} à(s) {time}
            publicada por {name} às {time}
            ~publicado por {name}
            publicado em {date}
            publicado em {date} por {name}
            publicado em {date} às {time}
            postado em {date}
            postado em {date} por {name}
            escrito por {name} em {date}
            ~escrito por {name}
            ~por {name}
            por {name} em {date}
            ~{date} por {name}
            {n} min de leitura
            {n} minutos de leitura
            tempo de leitura: {n} minutos
            ver todos os posts de {name}
            ver todos os posts por {name}
            ver todas as publicações de {name}
        """,
        "related": """
            posts relacionados
            artigos relacionados
            postagens relacionadas
            ~relacionado
            ~relacionados
            você também pode gostar
            talvez você também goste
            você pode gostar
            ~veja também
            ~leia também
            postagens mais visitadas
            posts recentes
            ~mais de {name}
        """,
        "subscription": """
            assinar: postar comentários (atom)
            assinar: postagens (atom)
            assinar postar comentários (atom)
            subscrever: enviar feedback (atom)
            subscrever: mensagens (atom)
            ~assinar
            ~assine
            ~subscrever
            ~inscreva-se
            assine agora
            assine a newsletter
            assine nossa newsletter
            assine a nossa newsletter
            assinar blog por e-mail
            inscreva-se na newsletter
            inscreva-se na nossa newsletter
            digite seu e-mail
            digite seu e-mail…
            digite seu endereço de e-mail para assinar este blog e receber {rest}
            ~endereço de e-mail
            ~seu e-mail
        """,
    },
)

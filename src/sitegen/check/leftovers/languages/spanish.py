"""Spanish."""

from sitegen.check.leftovers.languages.entry import Language

SPANISH = Language(
    months=(
        "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|"
        "noviembre|diciembre|ene|abr|ago|dic"
    ),
    weekdays="lunes|martes|miércoles|jueves|viernes|sábado|domingo",
    phrases={
        "comments": """
            no hay comentarios
            no hay comentarios.
            sin comentarios
            {n} comentarios
            {n} comentario
            un comentario
            comentarios ({n})
            comentario ({n})
            ~comentarios
            ~comentario
            {n} respuestas a {list}
            {n} comentarios en {list}
            un comentario en {list}
            {n} pensamientos en {list}
            publicar un comentario
            publicar comentario
            publicar el comentario
            publicar un comentario en la entrada
            añadir un comentario
            agregar un comentario
            deja un comentario
            deja un comentario cancelar respuesta
            dejar un comentario
            deja una respuesta
            deja una respuesta cancelar la respuesta
            deja tu comentario
            escribe un comentario
            cancelar respuesta
            cancelar la respuesta
            ~responder
            ~eliminar
            ~borrar
            los comentarios están cerrados
            comentarios cerrados
            tu dirección de correo electrónico no será publicada
            tu dirección de correo electrónico no será publicada. los {rest}
            su dirección de correo electrónico no será publicada
            los campos obligatorios están marcados con *
            guarda mi nombre, correo electrónico y web en este navegador {rest}
            recibir un correo electrónico con los siguientes comentarios a esta entrada
            recibir un correo electrónico con cada nueva entrada
            introduce aquí tu comentario
            debes estar conectado para publicar un comentario
            lo siento, debes estar conectado para publicar un comentario
            este sitio usa akismet para reducir el spam
            enlaces a esta entrada
            ~crear un enlace
            ~nombre *
            ~correo electrónico *
            ~web
            ~cargando
        """,
        "share": """
            ~compartir
            comparte esto
            compartir esto
            comparte esta entrada
            compartir esta entrada
            comparte este artículo
            compartir este artículo
            compartir en facebook
            compartir en twitter
            compartir en x
            compartir en linkedin
            compartir en whatsapp
            compartir con facebook
            compartir con twitter
            compartir en pinterest
            enviar por correo electrónico
            enviar esto por correo electrónico
            escribe un blog
            haz clic para compartir en {name} (se abre en una ventana nueva)
            haz clic para enviar un enlace por correo electrónico a un {rest}
            haz clic para imprimir (se abre en una ventana nueva)
            ~me gusta
            me gusta cargando
            me gusta esto
            a {n} blogueros les gusta esto
            ~imprimir
            ~twittear
            ~tuitear
            copiar enlace
        """,
        "navigation": """
            entrada más reciente
            entrada antigua
            entradas más recientes
            entradas antiguas
            entrada anterior
            entrada siguiente
            entrada anterior: {list}
            entrada siguiente: {list}
            artículo anterior
            artículo siguiente
            siguiente entrada
            navegación de entradas
            navegación de la entrada
            ~anterior
            ~siguiente
            ~inicio
            página principal
            volver arriba
            ver versión web
            ver todo mi perfil
            enlace permanente
            ~leer más
            ~seguir leyendo
            saltar al contenido
            funciona gracias a wordpress
        """,
        "labels": """
            etiquetas: {list}
            ~etiquetas {list}
            ~categorías: {list}
            ~categoría: {list}
            archivado en: {list}
            archivado en {list}
            archivado bajo: {list}
            ~publicado en {list}
            etiquetado {list}
            etiquetado con {list}
            esta entrada fue publicada en {rest}
            esta entrada se publicó en {rest}
        """,
        "byline": """
            publicado por {name} en {time}
            publicado por {name} a las {time}
            publicado por {name} el {date}
            publicado por {name} en {date}
            ~publicado por {name}
            publicado el {date}
            publicado el {date} por {name}
            publicado el {date} a las {time}
            escrito por {name} el {date}
            ~escrito por {name}
            ~por {name}
            por {name} el {date}
            por {name} en {date}
            ~{date} por {name}
            {n} min de lectura
            {n} minutos de lectura
            lectura de {n} minutos
            tiempo de lectura: {n} minutos
            ver todas las entradas de {name}
            ver todas las entradas por {name}
        """,
        "related": """
            entradas relacionadas
            artículos relacionados
            posts relacionados
            ~relacionado
            ~relacionados
            también te puede interesar
            también te podría gustar
            quizá también te guste
            quizás también te interese
            te puede interesar
            entradas populares
            entradas recientes
            ~más de {name}
        """,
        "subscription": """
            suscribirse a: enviar comentarios (atom)
            suscribirse a: comentarios de la entrada (atom)
            suscribirse a: entradas (atom)
            ~suscribirse
            ~suscríbete
            ~suscrito
            suscríbete ahora
            suscríbete al blog por correo electrónico
            suscríbete a nuestro boletín
            suscríbete a la newsletter
            suscríbete a nuestra newsletter
            suscribirse al boletín
            introduce tu correo electrónico
            introduce tu correo electrónico para suscribirte a este blog y {rest}
            escribe tu correo electrónico
            escribe tu correo electrónico…
            ~dirección de correo electrónico
            ~tu correo electrónico
        """,
    },
)

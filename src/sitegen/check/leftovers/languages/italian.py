"""Italian."""

from sitegen.check.leftovers.languages.entry import Language

ITALIAN = Language(
    months=(
        "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|"
        "dicembre|gen|mag|giu|lug|ago|set|ott|dic"
    ),
    weekdays="lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica",
    phrases={
        "comments": """
            nessun commento
            ancora nessun commento
            non ci sono commenti
            {n} commenti
            {n} commento
            un commento
            commenti ({n})
            commento ({n})
            ~commenti
            ~commento
            {n} risposte a {list}
            {n} pensieri su {list}
            un pensiero su {list}
            {n} commenti su {list}
            posta un commento
            pubblica un commento
            invia commento
            invia un commento
            aggiungi un commento
            lascia un commento
            lascia un commento annulla risposta
            lascia una risposta
            lascia il tuo commento
            scrivi un commento
            annulla risposta
            ~rispondi
            ~elimina
            i commenti sono chiusi
            commenti chiusi
            il tuo indirizzo email non sarà pubblicato
            il tuo indirizzo email non sarà pubblicato. i campi obbligatori sono contrassegnati *
            l'indirizzo email non verrà pubblicato
            l'indirizzo email non verrà pubblicato. i campi obbligatori sono contrassegnati *
            i campi obbligatori sono contrassegnati *
            salva il mio nome, email e sito web in questo browser per la prossima volta che commento
            do il mio consenso affinché un cookie salvi i miei dati (nome, {rest}
            avvertimi via email in caso di risposte al mio commento
            avvertimi via email alla pubblicazione di un nuovo articolo
            inserisci qui il tuo commento
            devi essere connesso per inviare un commento
            questo sito utilizza akismet per ridurre lo spam
            link a questo post
            ~crea un link
            ~nome *
            ~email *
            ~sito web
            ~caricamento
        """,
        "share": """
            ~condividi
            condividi su
            condividi questo post
            condividi questo articolo
            condividi su facebook
            condividi su twitter
            condividi su x
            condividi su linkedin
            condividi su whatsapp
            condividi su pinterest
            condividi via email
            invia tramite email
            postalo sul blog
            fai clic per condividere su {name} (si apre in una nuova finestra)
            fai clic qui per condividere su {name} (si apre in una nuova finestra)
            fai clic per inviare un link a un amico via e-mail (si apre in una nuova finestra)
            fai clic qui per stampare (si apre in una nuova finestra)
            ~mi piace
            mi piace caricamento
            ~mi piace:
            piace a {n} blogger
            ~stampa
            ~twitta
            copia link
        """,
        "navigation": """
            post più recente
            post più vecchio
            post più recenti
            post più vecchi
            articolo precedente
            articolo successivo
            articolo precedente: {list}
            articolo successivo: {list}
            post precedente
            post successivo
            prossimo articolo
            navigazione articoli
            navigazione articolo
            ~precedente
            ~successivo
            ~home page
            torna su
            torna in alto
            visualizza versione web
            visualizza il mio profilo completo
            permalink
            ~leggi tutto
            ~continua a leggere
            vai al contenuto
            proudly powered by wordpress
        """,
        "labels": """
            etichette: {list}
            ~categorie: {list}
            ~categoria: {list}
            archiviato in: {list}
            archiviato in {list}
            ~pubblicato in {list}
            contrassegnato da tag {list}
            ~taggato {list}
            ~taggato con {list}
            questa voce è stata pubblicata in {rest}
            questo articolo è stato pubblicato in {rest}
        """,
        "byline": """
            pubblicato da {name} alle {time}
            pubblicato da {name} alle ore {time}
            pubblicato da {name} il {date}
            ~pubblicato da {name}
            postato da {name} alle {time}
            postato da {name} il {date}
            ~postato da {name}
            pubblicato il {date}
            pubblicato il {date} da {name}
            pubblicato il {date} alle {time}
            scritto da {name} il {date}
            ~scritto da {name}
            ~di {name}
            di {name} il {date}
            ~{date} di {name}
            ~{date} da {name}
            {n} min di lettura
            {n} minuti di lettura
            tempo di lettura: {n} minuti
            tempo di lettura: {n} min
            mostra tutti gli articoli di {name}
            vedi tutti gli articoli di {name}
        """,
        "related": """
            articoli correlati
            post correlati
            articoli simili
            ~correlati
            ~correlato
            potrebbe interessarti anche
            ti potrebbe interessare
            ti potrebbe interessare anche
            potrebbero interessarti
            ~leggi anche
            ~vedi anche
            articoli recenti
            post più popolari
            ~altro da {name}
        """,
        "subscription": """
            iscriviti a: commenti sul post (atom)
            iscriviti a: post (atom)
            iscriviti a commenti sul post (atom)
            ~iscriviti
            iscriviti ora
            iscriviti alla newsletter
            iscriviti alla nostra newsletter
            iscriviti al blog tramite email
            ~abbonati
            abbonati ora
            inserisci il tuo indirizzo email
            inserisci il tuo indirizzo e-mail
            inserisci il tuo indirizzo e-mail per iscriverti a questo {rest}
            ~indirizzo email
            ~la tua email
        """,
    },
)

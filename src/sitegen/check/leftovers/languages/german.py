"""German."""

from sitegen.check.leftovers.languages.entry import Language

GERMAN = Language(
    months=(
        "januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|"
        "dezember|jänner|okt|dez|mär"
    ),
    weekdays="montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag",
    phrases={
        "comments": """
            keine kommentare
            noch keine kommentare
            {n} kommentare
            {n} kommentar
            ein kommentar
            kommentare ({n})
            kommentar ({n})
            ~kommentare
            ~kommentar
            {n} antworten zu {list}
            {n} gedanken zu {list}
            {n} kommentare zu {list}
            ein gedanke zu {list}
            kommentar veröffentlichen
            kommentar posten
            kommentar schreiben
            kommentar hinterlassen
            kommentar absenden
            kommentar abschicken
            kommentar verfassen
            einen kommentar schreiben
            einen kommentar hinterlassen
            hinterlasse einen kommentar
            hinterlassen sie einen kommentar
            hinterlasse eine antwort
            schreibe einen kommentar
            schreiben sie einen kommentar
            schreibe einen kommentar antwort abbrechen
            antwort hinterlassen
            antworten abbrechen
            antwort abbrechen
            ~antworten
            ~antwort
            ~löschen
            kommentare sind geschlossen
            die kommentarfunktion ist geschlossen
            kommentare deaktiviert
            deine e-mail-adresse wird nicht veröffentlicht
            deine e-mail-adresse wird nicht veröffentlicht. erforderliche felder sind mit * markiert
            ihre e-mail-adresse wird nicht veröffentlicht
            erforderliche felder sind mit * markiert
            meinen namen, meine e-mail-adresse und meine website in diesem {rest}
            meinen namen, e-mail und website in diesem browser speichern, bis ich wieder kommentiere
            benachrichtige mich über nachfolgende kommentare via e-mail
            benachrichtige mich über neue beiträge via e-mail
            gib hier deinen kommentar ein
            du musst angemeldet sein, um einen kommentar abzugeben
            diese website verwendet akismet, um spam zu reduzieren
            links zu diesem post
            ~link erstellen
            ~name *
            ~e-mail
            ~e-mail *
            ~website
            ~lädt
        """,
        "share": """
            teilen mit
            ~teilen
            diesen beitrag teilen
            diesen artikel teilen
            beitrag teilen
            artikel teilen
            teile diesen beitrag
            diesen post per e-mail versenden
            in twitter freigeben
            auf x teilen
            in facebook freigeben
            auf pinterest teilen
            auf facebook teilen
            auf twitter teilen
            auf linkedin teilen
            auf whatsapp teilen
            per e-mail teilen
            klick, um auf {name} zu teilen (wird in neuem fenster geöffnet)
            klick, um über {name} zu teilen (wird in neuem fenster geöffnet)
            klicken, um auf {name} zu teilen (wird in neuem fenster geöffnet)
            ~gefällt mir
            gefällt mir wird geladen
            gefällt mir lädt
            {n} bloggern gefällt das
            ~drucken
            ~twittern
            ~merken
            ~mailen
            link kopieren
        """,
        "navigation": """
            neuerer post
            älterer post
            neuere posts
            ältere posts
            neuere beiträge
            ältere beiträge
            vorheriger beitrag
            nächster beitrag
            vorheriger artikel
            nächster artikel
            vorheriger beitrag: {list}
            nächster beitrag: {list}
            beitragsnavigation
            beitrags-navigation
            ~zurück
            ~weiter
            ~startseite
            ~impressum
            nach oben
            web-version anzeigen
            mein profil vollständig anzeigen
            permanenter link
            ~weiterlesen
            zum inhalt springen
            bloggen auf wordpress.com
            stolz präsentiert von wordpress
        """,
        "labels": """
            ~schlagwörter: {list}
            ~schlagworte: {list}
            ~kategorien: {list}
            ~kategorie: {list}
            eingestellt unter: {list}
            abgelegt unter: {list}
            abgelegt unter {list}
            ~veröffentlicht in {list}
            verschlagwortet mit {list}
            ~veröffentlicht unter {list}
            dieser beitrag wurde unter {rest}
            dieser eintrag wurde veröffentlicht in {rest}
        """,
        "byline": """
            eingestellt von {name} um {time}
            eingestellt von {name} am {date}
            ~eingestellt von {name}
            gepostet von {name} um {time}
            gepostet von {name} am {date}
            ~gepostet von {name}
            veröffentlicht von {name} am {date}
            veröffentlicht am {date}
            veröffentlicht am {date} von {name}
            veröffentlicht am {date} um {time}
            ~veröffentlicht von {name}
            geschrieben von {name} am {date}
            ~geschrieben von {name}
            verfasst von {name} am {date}
            ~verfasst von {name}
            ~von {name}
            von {name} am {date}
            ~{date} von {name}
            {n} min. lesezeit
            {n} min lesezeit
            lesezeit: {n} minuten
            lesezeit: {n} min
            alle beiträge von {name} anzeigen
            alle beiträge anzeigen von {name}
            zeige alle beiträge von {name}
        """,
        "related": """
            ähnliche beiträge
            ähnliche artikel
            ~ähnliche
            verwandte beiträge
            verwandte artikel
            das könnte dich auch interessieren
            das könnte sie auch interessieren
            das könnte ihnen auch gefallen
            das könnte dir auch gefallen
            ~auch interessant
            ~weitere beiträge
            ~mehr von {name}
            beliebte posts
            neueste beiträge
        """,
        "subscription": """
            ~abonnieren
            ~abonniert
            abonnieren kommentare zum post (atom)
            abonnieren: kommentare zum post (atom)
            abonnieren posts (atom)
            jetzt abonnieren
            blog per e-mail abonnieren
            blog via e-mail abonnieren
            newsletter abonnieren
            abonniere unseren newsletter
            abonniere den newsletter
            melde dich für den newsletter an
            gib deine e-mail-adresse ein
            gib deine e-mail-adresse ein, um diesen blog zu abonnieren und {rest}
            ~e-mail-adresse
            ~deine e-mail-adresse
        """,
    },
)

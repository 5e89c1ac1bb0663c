"""French."""

from sitegen.check.leftovers.languages.entry import Language

FRENCH = Language(
    months=(
        "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|"
        "janv|févr|avr|juil|déc"
    ),
    weekdays="lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche",
    phrases={
        "comments": """
            aucun commentaire
            pas de commentaire
            pas de commentaires
            aucun commentaire pour le moment
            {n} commentaires
            {n} commentaire
            un commentaire
            commentaires ({n})
            commentaire ({n})
            ~commentaires
            ~commentaire
            {n} réponses à {list}
            {n} réflexions sur {list}
            une réflexion sur {list}
            {n} commentaires sur {list}
            enregistrer un commentaire
            publier un commentaire
            ajouter un commentaire
            laisser un commentaire
            laissez un commentaire
            laisser un commentaire annuler la réponse
            laisser une réponse
            écrire un commentaire
            poster un commentaire
            poster le commentaire
            annuler la réponse
            ~répondre
            ~supprimer
            les commentaires sont fermés
            les commentaires sont clos
            commentaires fermés
            votre adresse e-mail ne sera pas publiée
            votre adresse e-mail ne sera pas publiée. les champs obligatoires sont indiqués avec *
            votre adresse de messagerie ne sera pas publiée
            votre adresse de messagerie ne sera pas publiée. les champs {rest}
            les champs obligatoires sont indiqués avec *
            enregistrer mon nom, mon e-mail et mon site dans le navigateur {rest}
            enregistrer mon nom, mon e-mail et mon site web dans le {rest}
            avertissez-moi par e-mail des nouveaux commentaires
            avertissez-moi par e-mail des nouveaux articles
            prévenez-moi de tous les nouveaux commentaires par e-mail
            saisissez votre commentaire ici
            vous devez être connecté pour publier un commentaire
            vous devez vous connecter pour laisser un commentaire
            ce site utilise akismet pour réduire les indésirables
            liens vers cet article
            ~créer un lien
            ~nom *
            ~e-mail *
            ~site web
            ~chargement
        """,
        "share": """
            ~partager
            partager cet article
            partagez cet article
            partager ce billet
            partager sur facebook
            partager sur twitter
            partager sur x
            partager sur linkedin
            partager sur pinterest
            partager sur whatsapp
            partager par e-mail
            partager par email
            envoyer par e-mail
            partagez sur facebook
            partagez sur twitter
            cliquez pour partager sur {name} (ouvre dans une nouvelle fenêtre)
            cliquez pour envoyer un lien par e-mail à un ami (ouvre dans une nouvelle fenêtre)
            cliquer pour imprimer (ouvre dans une nouvelle fenêtre)
            ~j'aime
            j'aime chargement
            j'aime ça
            {n} blogueurs aiment cela
            ~imprimer
            ~tweeter
            ~épingler
            copier le lien
        """,
        "navigation": """
            article plus récent
            article plus ancien
            articles plus récents
            articles plus anciens
            article précédent
            article suivant
            billet précédent
            billet suivant
            article précédent : {list}
            article suivant : {list}
            navigation de l'article
            navigation des articles
            ~précédent
            ~suivant
            ~accueil
            ~mentions légales
            haut de page
            retour en haut
            afficher la version web
            afficher mon profil complet
            lien permanent
            ~lire la suite
            aller au contenu
            fièrement propulsé par wordpress
        """,
        "labels": """
            libellés : {list}
            libellés: {list}
            ~étiquettes : {list}
            ~étiquettes: {list}
            ~catégories : {list}
            ~catégories: {list}
            ~mots-clés : {list}
            ~mots-clés: {list}
            classé sous : {list}
            classé dans {list}
            ~publié dans {list}
            ~posté dans {list}
            étiqueté {list}
            ce contenu a été publié dans {rest}
            cette entrée a été publiée dans {rest}
        """,
        "byline": """
            publié par {name} à {time}
            publié par {name} le {date}
            publié par {name} le {date} à {time}
            ~publié par {name}
            posté par {name} à {time}
            posté par {name} le {date}
            ~posté par {name}
            envoyé par {name} à {time}
            publié le {date}
            publié le {date} par {name}
            publié le {date} à {time}
            posté le {date}
            écrit par {name} le {date}
            ~écrit par {name}
            ~rédigé par {name}
            rédigé par {name} le {date}
            ~par {name}
            par {name} le {date}
            ~{date} par {name}
            {n} min de lecture
            {n} minutes de lecture
            temps de lecture : {n} minutes
            temps de lecture : {n} min
            voir tous les articles par {name}
            afficher tous les articles par {name}
        """,
        "related": """
            articles similaires
            articles liés
            articles connexes
            sur le même thème
            sur le même sujet
            ~similaire
            vous aimerez aussi
            vous aimerez peut-être aussi
            vous pourriez aussi aimer
            ~à lire aussi
            ~lire aussi
            articles récents
            articles les plus consultés
            ~plus de {name}
        """,
        "subscription": """
            inscription à : publier les commentaires (atom)
            inscription à : articles (atom)
            inscription à: publier les commentaires (atom)
            s'abonner à : publier les commentaires (atom)
            ~s'abonner
            ~abonné
            abonnez-vous
            abonnez-vous à la newsletter
            abonnez-vous à notre newsletter
            abonnez-vous à ce blog par e-mail
            s'abonner à la newsletter
            s'abonner maintenant
            inscrivez-vous à la newsletter
            inscrivez-vous à notre newsletter
            saisissez votre adresse e-mail
            saisissez votre adresse e-mail pour vous abonner à ce blog et {rest}
            saisissez votre adresse e-mail…
            ~votre adresse e-mail
            ~adresse e-mail
        """,
    },
)

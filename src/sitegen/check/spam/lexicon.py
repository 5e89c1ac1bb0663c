"""The words of those who inject advertisements, by trade: data, in the languages seen most.

Terms are parted by commas; a star stands for any ending. Accents are folded before comparing.
"""

from collections.abc import Mapping

Trade = str

NAMES: Mapping[Trade, str] = {
    "pharmacy": """
        viagra*, v1agra, vi agra, cialis*, c1alis, levitra*, kamagra*, sildenafil*, tadalafil*,
        vardenafil*, xanax, valium, tramadol, phentermine, ambien, modafinil, oxycontin, oxycodone,
        hydrocodone, propecia, finasteride, priligy, dapoxetin*, orlistat, xenical, clomid, ozempic,
        semaglutid*, online pharmacy, online pharmacies, internet pharmacy, canadian pharmacy,
        canadian pharmacies, online drugstore, mail order pharmacy, overseas pharmacy, pharmacy
        online, without prescription, without a prescription, no prescription*, rx drugs, generic
        drugs online, generic meds, male enhancement, penis enlargement, erection pills, potency
        pills, weight loss pills, diet pills, cbd oil, cbd gummies, rezeptfrei*, ohne rezept,
        potenzmittel*, potenzpille*, versandapotheke*, onlineapotheke*, online apotheke*,
        internetapotheke*, abnehmpillen, sans ordonnance, pharmacie en ligne, parapharmacie en
        ligne, pilule* amaigrissante*, pilule* pour maigrir, sin receta*, farmacia en linea,
        farmacia online, farmacias online, farmacia on line, pastillas para adelgazar, sem receita,
        senza ricetta, zonder recept, online apotheek, bez recepty, apteka internetowa, виагр*,
        сиалис*, дженерик*, lose weight fast, burn fat, garcinia*, keto gummies, keto diet pills,
        fat burner*, abnehmen leicht, schlankheitskapsel*, abnehmkapsel*, pierde peso, perder peso
        rapido, capsulas naturales, sin dieta, perdre du poids rapidement, perte de poids rapide,
        bruleur* de graisse, hair loss treatment*, hgh, anabolic steroid*, acheter du viagra,
        stilnox, ritalin, botox, adderall, klonopin, percocet, fentanyl, ivermectin*,
        hydroxychloroquine, lorazepam, diazepam, alprazolam, zolpidem, ativan, vicodin, codeine,
        slimming tea, slimming pills, lose weight in
    """,
    "gambling": """
        online casino*, casino online, casinos online, onlinecasino*, live casino, casino bonus*,
        casino game* online, no deposit bonus*, deposit bonus*, free spins, online slots, slot
        machine* online, slots online, online poker, poker online, sports betting, online betting,
        betting site*, betting tips, bookmaker* bonus*, online gambling, gambling site*, online
        roulette, online blackjack, slot gacor, slot online, situs slot, judi online, togel*,
        sbobet*, bandarq, 1xbet*, mostbet*, pin up casino, bet365, betway, online spielbank*, casino
        spiele online, freispiele*, bonus ohne einzahlung, echtgeld casino*, casino mit echtgeld,
        spielautomaten online, sportwetten*, wettanbieter*, willkommensbonus, casino en ligne,
        casinos en ligne, tours gratuits, sans depot, machines a sous en ligne, machine a sous en
        ligne, paris sportifs*, jeux d argent en ligne, bonus de bienvenue, casino en linea, casinos
        en linea, tragamonedas online, tragaperras online, giros gratis, tiradas gratis, sin
        deposito, apuestas deportivas, apuestas online, bono de bienvenida, apostas esportivas,
        apostas online, cassino online, cassinos online, rodadas gratis, caca niqueis online,
        scommesse online, scommesse sportive, giri gratis, senza deposito, gokken online, kasyno
        online, kasyna online, казино*, букмекер*, book of ra, automatenspiele, echtes geld,
        football predictions, football tips, soccer predictions, free bets, live dealers, satta*,
        matka*, rummy online, betting odds, casino site*, best casinos, top casinos, besten casinos,
        meilleurs casinos, mejores casinos, migliori casino, roulette system*, betting system*,
        winning system*, sistema de apuestas, wettsystem*, systeme de paris
    """,
    "loans": """
        payday loan*, payday advance*, payday lender*, cash advance*, cash loan*, instant loan*,
        quick loan*, fast loan*, online loan*, loans online, bad credit, no credit check*, same day
        loan*, personal loans online, title loan*, guaranteed approval, instant approval, debt
        consolidation, credit repair, get out of debt fast, unsecured loan*, guarantor loan*,
        sofortkredit*, kredit ohne schufa, schufafrei*, ohne schufa, blitzkredit*, minikredit*,
        kurzzeitkredit*, eilkredit*, onlinekredit*, online kredit*, kredit sofort, credit rapide*,
        pret rapide*, pret* d argent, credit sans justificatif*, sans justificatif*, pret personnel
        en ligne, credit en ligne, mini credit, rachat de credit*, pret entre particulier*, offre de
        pret, prestamo* rapido*, credito* rapido*, prestamo* online, creditos online, prestamo*
        personal* online, minicredito*, microcredito* online, sin aval*, sin nomina, asnef, dinero
        rapido, emprestimo* rapido*, emprestimo* online, emprestimo para negativado*, prestit*
        veloc*, prestit* onlin*, cessione del quinto, snel geld lenen, chwilowk*, pozyczk* online,
        займ*, микрозайм*, autokredit*, ratenkredit*, privatkredit*, minicredit*, kleinkredit*,
        credit auto, credit conso*, prestamos personales, prestamos urgentes, credito urgente, quick
        cash, fast cash
    """,
    "replica": """
        replica watch*, replica rolex*, rolex replica*, fake rolex*, fake watch*, replica handbag*,
        replica bag*, designer replica*, replica louis vuitton, aaa replica*, swiss replica*,
        replica omega, knockoff handbag*, cheap jordan*, cheap nfl jersey*, cheap jerseys, wholesale
        jerseys, nfl jerseys, jerseys from china, louis vuitton outlet, gucci outlet, michael kors
        outlet, coach outlet, ugg boots, uggs outlet, moncler outlet, canada goose outlet, ray ban
        outlet, oakley outlet, cheap ray ban*, cheap oakley*, prada outlet, louboutin outlet, beats
        by dre, pandora charms outlet, replica uhr*, uhren replica*, rolex kopie*, replika uhr*,
        uhrenreplik*, luxusreplik*, replique* montre*, replique* de montre*, replique* rolex,
        montre* replique*, sac* a main replique*, replique* de sac*, contrefacon de luxe, replica*
        de reloj*, reloj* replica*, bolsos replica*, replicas rolex, imitacion* de reloj*, replicas
        de relogio*, relogio* replica*, replic* orologi, orologi replica*, replica horloge*, sac*
        longchamp, doudoune moncler, air max pas cher, реплик*
    """,
    "link selling": """
        buy backlinks, backlinks for sale, quality backlinks, cheap backlinks, backlink package*,
        backlink service*, link building service*, link building package*, paid guest post*, guest
        post* service*, guest post* opportunit*, sponsored guest post*, dofollow*, do follow,
        private blog network*, pbn, pbns, seo service*, seo agency, seo company, seo expert*, seo
        package*, affordable seo, white label seo, rank on google, rank your website, first page of
        google, page one of google, top of google, buy website traffic, buy traffic, buy followers,
        buy instagram*, buy facebook likes, buy youtube views, instagram followers, link exchange,
        link wheel*, domain authority, backlinks kaufen, linkaufbau*, backlink paket*, backlink
        kaufen, seo agentur*, seo dienstleist*, gastbeitrag* kaufen, follower kaufen, linkkauf*,
        achat de backlinks, acheter des backlinks, acheter des liens, vente de liens, agence seo,
        netlinking, referencement google, article* sponsorise*, acheter des followers, acheter des
        abonnes, comprar backlinks, comprar enlaces, venta de enlaces, agencia seo, enlaces de
        calidad, posicionamiento web, posicionamiento seo, posicionamiento en google, comprar
        seguidores, comprar links, agencia de seo, link building, acquistare backlink, agenzia seo,
        posizionamento google, linkbuilding, seo audit*, ranking in google, google ranking*, website
        s ranking, guest posting, high da sites, link insertion*, youtube views, facebook likes,
        tiktok followers, tiktok likes
    """,
    "adult": """
        escort*, call girl*, callgirl*, porn*, xxx, live sex, sex cam*, sexcam*, webcam sex, webcam
        girl*, cam girl*, camgirl*, adult dating, adult cam*, sex dating, sex chat, sex toy*, nude
        girls, hot girls, hookup site*, milf*, hentai, onlyfans leak*, mail order bride*, russian
        brides, russian women for marriage, sexkontakt*, sextreff*, sexspielzeug, sexchat,
        hostessen, nutten, erotikchat, erotik shop, hobbyhuren, fickkontakt*, plan cul, rencontre*
        coquine*, rencontre* libertine*, rencontre sexe, annonce* coquine*, film* x gratuit*, putas,
        chicas de compania, citas sexuales, videos xxx, contactos sexuales, chicas desnudas,
        acompanhante* de luxo, garotas de programa, incontri sesso, donne nude, эскорт*, порно*,
        russian women, ukrainian women, asian women, incall, outcall, single ladies, beautiful
        singles, high class escort*, independent escort*, massage parlour*, tantric massage*, sugar
        daddy, sugar baby, cougars, masaje* erotico*, massage* erotique*, erotische massage*, chicas
        guapas, femmes celibataires, einsame frauen, mujeres solteras, single frauen, horny, live
        cam, live cams
    """,
    "crypto schemes": """
        bitcoin trading platform, bitcoin investment, crypto investment, crypto trading bot*,
        trading bot*, trading signals, forex signals, forex trading, forex broker*, crypto signals,
        double your bitcoin*, double your investment, double your money, crypto airdrop, free
        bitcoin*, guaranteed returns, guaranteed profit*, passive income, binary option*, bitcoin
        recovery, recover lost bitcoin*, recover your lost*, crypto recovery, recovery expert,
        presale token*, token presale, cloud mining, daily roi, bitcoin era, bitcoin code, bitcoin
        profit, immediate edge, invest in bitcoin, earn bitcoin*, krypto trading, krypto
        investment*, bitcoin robot, handelsroboter, binare option*, garantierte rendite*,
        garantierter gewinn, passives einkommen, geld verdoppeln, trading automatique, robot de
        trading, option* binaire*, gains garantis, rendement garanti, revenus passifs, investir dans
        le bitcoin, doubler votre*, ganancias garantizadas, rentabilidad garantizada, opciones
        binarias, ingresos pasivos, invertir en bitcoin, invertir en criptomonedas, duplicar tu*,
        duplica tu*, renda passiva, opcoes binarias, lucro garantido, rendita passiva, opzioni
        binarie, guadagni garantiti, minimum deposit, invest with, our traders, trading platform*,
        forex and bitcoin, bitcoin trader*, bitcoin trading, forex account*, investment platform*,
        make money online, make money from home, earn money online, earn money from home, work from
        home, extra income, geld verdienen, von zu hause aus, nebenverdienst*, ganar dinero, gana
        dinero, dinero desde casa, gagner de l argent, argent facile, ganhar dinheiro, guadagnare
        online, get rich
    """,
    "essay mills": """
        essay writing service*, custom essay*, buy essay*, essays for sale, write my essay, write my
        paper, do my homework, dissertation writing service*, term papers for sale, paper writing
        service*, assignment help, ghostwriter hausarbeit*, hausarbeit schreiben lassen,
        bachelorarbeit schreiben lassen, akademische ghostwriter*, redaction de memoire*, comprar
        tfg, hacemos tu tesis, tesis por encargo, essay help, coursework help, thesis help, hire a
        professional writer
    """,
    "spells and cures": """
        love spell*, spell caster*, spells caster*, voodoo, black magic, psychic reading*, herbal
        doctor*, herbal cure*, herbal medicine, herbal remed*, illuminati, liebeszauber,
        kartenlegen, hellseher*, voyance*, marabout*, retour affectif, retour de l etre aime, medium
        voyant*, amarre* de amor, vidente*, tarot gratis, brujo*, amarracao amorosa, cartomante*
    """,
    "pirated goods": """
        iptv*, cracked software, software crack*, serial key*, activation key*, license key*,
        windows key*, watch movies online, free movies online, full movie download, streaming
        gratuit*, peliculas online gratis, mod apk, free robux, robux generator*, hack tool*, hire a
        hacker, phone hacker*, cell phone hack*
    """,
    "forged papers": """
        buy passport*, fake passport*, real passports, fake id, fake ids, fake driv*, buy driving
        licen*, buy real driv*, counterfeit money, counterfeit bills, undetectable counterfeit*, buy
        ielts, ielts without exam, fuhrerschein kaufen, fuhrerschein ohne prufung, falschgeld,
        acheter permis de conduire, permis de conduire en ligne, faux billets, faux papiers, comprar
        carnet de conducir, billetes falsos, comprar carta de conducao, patente di guida online
    """,
}
"""What the trades call their goods: three points each."""

SUBJECTS: Mapping[Trade, str] = {
    "pharmacy": """
        pharmacy, pharmacies, pharmaceutical*, drugstore*, prescription*, medication*, medicine*,
        meds, drug, drugs, pill, pills, tablet, tablets, dosage*, dose*, generic, generics,
        erectile*, impotence, potency, erection*, libido, slimming, steroid*, antibiotic*,
        painkiller*, doctor*, mg, apotheke*, rezept*, medikament*, arznei*, tabletten, pillen,
        generika, potenz*, erektion*, impotenz, pharmacie*, ordonnance*, medicament*, comprime*,
        pilule*, generique*, impuissance, farmacia*, receta*, medicamento*, pastilla*, comprimido*,
        generico*, ereccion*, eretil*, disfuncion*, receita*, ricetta*, farmac*, pillole, erezione,
        recept, apotheek, лекарств*, аптек*, таблетк*, weight, supplement*, capsule*, kapsel*,
        capsula*, peso, dieta, poids, kilo, kilos, abnehm*, anxiety, joint pain, treatment*, slim,
        kg, dream body, herbal
    """,
    "gambling": """
        casino*, cassino*, spielbank*, slot, slots, poker, roulette, blackjack, baccarat, jackpot*,
        bet, bets, betting, wager*, gambl*, bookmaker*, bookie*, odds, bingo, lottery, spins,
        bonus*, bonuses, payout*, croupier*, dealer*, spielautomat*, glucksspiel*, wette*, wetten,
        einzahlung, gewinn*, machine* a sous, jeux d argent, mise, mises, croupiers, apuesta*,
        apostar, tragamonedas, tragaperras, ruleta, bono, bonos, deposito, premios, apostas, aposta,
        roleta, scommess*, giocat*, puntat*, gokk*, kasyno, kasyna, zaklad*, dealers, tournaments,
        predictions, football, accuracy, deposits, withdrawals, tables, sportwetten, spieler
    """,
    "loans": """
        loan*, lender*, lending, borrow*, mortgage*, credit*, debt*, repay*, interest rate*, payday,
        collateral, installment*, bank account, apr, kredit*, darlehen*, schufa, bonitat*, zinsen,
        zinssatz*, rate, raten, ratenzahlung, schulden*, umschuldung*, pret, prets, emprunt*,
        mensualite*, taux, dette*, banque*, virement, prestamo*, deuda*, interes*, plazo*, nomina,
        banco*, emprestimo*, divida*, juros, parcela*, prestit*, mutuo, rata, debit*, finanziament*,
        lening*, lenen, pozyczk*, kredyt*
    """,
    "replica": """
        replica*, rolex*, omega, cartier, breitling, hublot, patek, louis vuitton, gucci, prada,
        chanel, hermes, handbag*, watches, designer, designer bag*, luxury, outlet*, knockoff*,
        counterfeit*, jersey, jerseys, sneaker*, sunglasses, uhr, uhren, luxusuhr*, handtasche*,
        marken*, nachbildung*, replik*, montre, montres, sac, sacs, replique*, contrefacon*, luxe,
        reloj*, bolso*, lujo, imitacion*, relogio*, bolsas, luxo, orolog*, borse, lusso, imitazion*
    """,
    "link selling": """
        seo, backlink*, link building, linkbuilding, guest post*, ranking, rankings, rank, serp,
        serps, search engine*, google, keyword*, traffic, followers, domain*, anchor text, niche*,
        suchmaschine*, suchmaschinenoptimierung*, webkatalog*, besucher, gastbeitrag*, sichtbarkeit,
        referencement, moteur* de recherche, visibilite, trafic, mots cles, liens, enlace*,
        posicionamiento, buscador*, trafico, palabras clave, trafego, motori di ricerca, visibilita,
        posizionamento
    """,
    "adult": """
        sex, sexy, sexual*, erotic*, erotik*, nude, naked, adult, adults only, dating, singles, hot,
        hottest, webcam*, cams, girls, babes, lingerie, intimate, discreet, huren, frauen, nackt*,
        seitensprung*, amateur*, sexe, coquin*, libertin*, femmes, nue, nues, rencontre*, chicas,
        mujeres, desnud*, sexo, citas, mulheres, ragazze, donne, incontri
    """,
    "crypto schemes": """
        bitcoin*, btc, crypto*, ethereum, eth, forex, token, tokens, blockchain*, invest, investing,
        investment*, investor*, trading, trader*, profit*, roi, returns, wallet*, broker*, deposit*,
        withdraw*, krypto*, rendite*, gewinn*, anlage, anleger, geldanlage, boerse, gains, investir,
        investissement*, rendement*, placement*, cryptomonnaie*, portefeuille, invertir, inversion*,
        ganancia*, criptomoneda*, rentabilidad, investimento*, criptomoeda*, lucro*, guadagn*,
        criptovalut*, rendiment*, verdienen, investieren*, income, einkommen, ingresos, revenu*
    """,
    "essay mills": """
        essay*, term paper*, dissertation*, thesis, homework, assignment*, coursework, plagiarism,
        writers, hausarbeit*, bachelorarbeit*, masterarbeit*, ghostwrit*, memoire, tfg, tesis
    """,
    "spells and cures": """
        spell, spells, caster*, psychic*, cured, cure, herbs, herbal, herpes, diabetes, curse*,
        tarot, horoscope*, zauber*, sort, amour, hechizo*, feitico*, relationship problem*, ex
        husband, ex wife, my husband, my wife
    """,
    "pirated goods": """
        channels, subscription*, movies, streaming, devices, download*, keygen*, hacker*, hack,
        peliculas, films, chaines, cuentas
    """,
    "forged papers": """
        passport*, driving licen*, drivers licen*, documents, certificate*, ielts, toefl, visa,
        visas, registered, fuhrerschein*, pass, ausweis*, permis, passeport*, carnet, pasaporte*,
        diploma*
    """,
}
"""What they speak of, as honest texts do too: one point each."""

PITCH = """
    buy, buying, order, order now, order today, cheap*, discount*, low price*, lowest price*,
    best price*, affordable, free shipping, fast shipping, fast delivery, overnight delivery,
    discreet*, worldwide, guarantee*, money back, satisfaction, special offer*, limited offer*,
    limited time, click here, visit our, visit us, our website, our site, our store, our shop,
    our online, sign up, register now, join now, apply now, apply online, apply today, contact
    us, contact me, whatsapp, telegram, call now, email us, get started, best online, top rated,
    trusted, reliable, legit, licensed, instant*, fast approval, no fees, no hidden, 24 7,
    online, for sale, wholesale, exclusive, promo*, coupon*, bonus, win real money, real money,
    play now, minutes, per month, starting at, starting from, only today, kaufen, bestellen,
    gunstig*, billig*, rabatt*, versand*, versandkostenfrei, lieferung, sofort*, jetzt,
    angebot*, gratis, kostenlos*, garantie*, garantiert*, diskret*, seriose*, anmelden,
    beantragen, unser*, besuchen sie, klicken sie, hier klicken, in wenigen minuten, ohne
    risiko, ab nur, bequem, acheter, achetez, achat*, commander, commandez, pas cher*, prix,
    promotion*, livraison*, gratuit*, en ligne, discret*, rapide*, immediat*, garanti*, offre*,
    notre site, cliquez, inscrivez, contactez, profitez, sans frais, meilleur*, fiable*,
    demandez, obtenez, jouez, comprar, compra, compre, pedido*, barat*, descuento*, precio*,
    envio*, entrega*, oferta*, en linea, discreto*, rapido*, inmediat*, garantiz*, garantia*,
    nuestra tienda, nuestro sitio, nuestra web, haz clic, haga clic, registrate, solicita*,
    consigue, obten, juega, mejores, desconto*, preco*, frete gratis, nosso site, clique aqui,
    aproveite, melhor*, cadastre, acquist*, comprare, ordina, sconto, sconti, prezz*,
    spedizione*, offert*, clicca*, nostro sito, subito, migliori, iscriviti, richiedi, kopen,
    goedkoop*, bestel*, korting*, tanio, kup, kupic, promocj*, купить, заказать, дешев*,
    доставк*, скидк*, онлайн, бонус*, purchase, free trial, free quote, paypal, no experience,
    compare, 48 hours, 24 hours, hours a day, day and night, for free, by email, by mail,
    secure, official website, delivered, student friendly, price list, high quality, best
    quality, wholesale rates, zahlung auf rechnung, auf rechnung, sonderpreis*, vergleichen sie,
    im vergleich, 24 stunden, 48 stunden, schnell*, spielen sie, erhalten sie, 48 heures, 24
    heures, paiement securise, bas prix, par mail, contactez moi, resultat garanti, proposent,
    pago seguro, pago contra reembolso, 48 horas, 24 horas, en minutos, mejor precio, al mejor,
    pide, reserva, gana, sin papeleos, alta calidad, envio gratuito, shipping, ships, purchased,
    vendors, in stock, lieferbar, auf lager, aaa quality, hire a, reduced price*, your door, ask
    for, download it, garantizados, llama ahora, llame, verdienen sie, investieren sie,
    commandez maintenant, livraison offerte, inscription gratuite, a domicilio, desde casa, your
    money back, sin papeleo, low rates, sin preguntas
"""
"""How they cry their wares: one point each, five at most."""

SUSPICION = """
    spam*, scam*, junk mail, fraud*, phish*, con artist*, unsolicited, betrug*, betrueg*, spam
    mail*, werbemail*, muellmail*, arnaque*, pourriel*, escroc*, estafa*, correo basura, correo
    no deseado, fraude*, golpe, truff*, oplichting*, oszust*
"""
"""Who uses these speaks about advertisers, not for them."""

GOODS = """
    cheap flights, cheap hotel*, hotel* deals, car insurance, life insurance, health insurance,
    insurance quote*, car rental*, car hire, web design, web hosting, weight loss, hair loss,
    teeth whitening, garden furniture, office furniture, plumber*, locksmith*, roofing, carpet
    cleaning, cleaning service*, moving company, movers, pest control, towing, solar panels,
    personal injury lawyer*, dui lawyer*, real estate agent*, wedding photograph*, wedding
    dress*, mobile phones, cell phone spy*, e cigarette*, vape*, vaping, mesothelioma,
    limousine*, limo service*, airport transfer*, serviced apartments, schlusseldienst*,
    umzugsunternehmen*, versicherungsvergleich*, mietwagen*, billigfluge*, ferienwohnung*,
    handyvertrag*, brautkleider, serrurier*, plombier*, demenagement*, assurance auto, assurance
    vie, mutuelle sante, voyage* pas cher*, robes de mariee, cerrajero*, fontanero*, seguro* de
    coche, mudanzas, vuelos baratos, hoteles baratos, vestidos de novia, alquiler de coches
"""
"""What else the anchors of a link farm name."""

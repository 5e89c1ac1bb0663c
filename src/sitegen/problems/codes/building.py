"""The codes of a build: 1xx the loader to 9xx the writer."""

from sitegen.problems.codes.entry import Code

BUILD: dict[str, Code] = {
    # ---- 1xx: files of the collection (loader)
    "E101": Code(
        "No essays folder",
        "A collection keeps its texts in a folder named essays, beside site.yaml; there is none.",
        'Make the folder, or begin an essay in it with: sitegen new "A Good Title"',
    ),
    "E102": Code(
        "Unreadable file or folder",
        "The system did not let sitegen read it; the message gives the system's reason.",
        "Check that it is still there and that you may read it: ls -l shows its owner and mode.",
    ),
    "E103": Code(
        "Unusable file name",
        "The name holds bytes that are not UTF-8, or a control character, and can stand in no "
        "address. It is shown with such places written as \\x1b.",
        "Rename the file or folder.",
    ),
    "E104": Code(
        "Text outside the collection",
        "A path leads, through a link or '..', out of essays/ or to a hidden file there. "
        "Nothing outside essays/ is ever read as a text.",
        "Put the text itself into essays/.",
    ),
    "E105": Code(
        "Text too large",
        "A single text may have two million bytes, more than most books: beyond that it is "
        "nearly always data or a picture under the wrong name, and slow to turn into a page.",
        "Split it into several essays; keep data and pictures in files of their own beside it.",
    ),
    "E106": Code(
        "Text is not UTF-8",
        "The file holds a byte that no UTF-8 text holds at that place, so some letters would "
        "come out wrong. The offset counts bytes from 0; the encoding named is the likeliest.",
        "Save the file as UTF-8 in the editor, or convert it: "
        "iconv -f WINDOWS-1252 -t UTF-8 essays/a.md > converted.md",
    ),
    "E107": Code(
        "Front matter is not closed",
        "A line '---' (YAML) or '+++' (TOML) opens front matter and no second one ends it. The "
        "text seems to begin at the first heading, or the first paragraph that is no 'key: value'.",
        "Write the same line once more after the last key.",
    ),
    "W111": Code(
        "Link not followed",
        "A symbolic link leads nowhere, round in a circle, to a hidden file, or out of essays/. "
        "Nothing outside essays/ is published through a link.",
        "Put the file itself in the link's place, or remove the link.",
    ),
    "W112": Code(
        "Neither a file nor a folder",
        "A named pipe, a socket or a device stands among the essays. Reading one could wait for "
        "ever, so it is left out.",
        "Remove it from essays/.",
    ),
    "W113": Code(
        "Control characters",
        "The text holds characters that show nothing and that no feed may hold. They are left "
        "out of the site; the place is that of the first one.",
        "Delete them in an editor that shows them.",
    ),
    "W114": Code(
        "MDX",
        "The file is MDX: Markdown with JavaScript. It is read as Markdown; imports and "
        "components stay behind as text.",
        "Replace components by Markdown and rename the file to .md",
    ),
    "W115": Code(
        "Broken file of paragraph ids",
        "essays/.anchors.yaml remembers which ids paragraphs once had, so that links to them stay "
        "good. A line in it is none that sitegen writes; mostly two versions were merged and a "
        "mark of the conflict was left. The site is built without it, and it is not written to.",
        "Settle the conflict by keeping the lines of both sides, or take the last good version "
        "out of your version control; if there is none, delete the file.",
    ),
    # ---- 2xx: front matter
    "E201": Code(
        "Front matter too long",
        "Front matter may have 16,384 characters, site.yaml 65,536. What is longer is nearly "
        "always text that slipped between the '---' lines.",
        "Move the text below the closing '---', and data into a template.",
    ),
    "E202": Code(
        "Front matter does not parse",
        "The lines are not valid YAML (or TOML between '+++'). The usual causes: a value with a "
        "colon and a blank in it, or one that begins with @ * & [ { % or >, stands without "
        "quotes; a quote or bracket is not closed; a tab indents; lines do not line up.",
        'Put the value in quotes: title: "Foo: bar"',
    ),
    "E203": Code(
        "Control character in front matter",
        "A character that is not text, often left by a copy from another program. It would make "
        "feeds and pages invalid.",
        "Delete it, or type the line anew.",
    ),
    "E204": Code(
        "YAML reference or tag",
        "Anchors (&), references (*), merge keys (<<) and tags (!) of YAML are not read: a few "
        "of them can grow without bound. Mostly the sign is the beginning of a text.",
        'Put the text in quotes: title: "*Passion* first"; else write the value out.',
    ),
    "E205": Code(
        "Values nested too deeply",
        "Lists and mappings may stand 20 levels deep in one another.",
        "Write fewer levels.",
    ),
    "E206": Code(
        "Key given twice",
        "One key stands twice in one mapping; YAML readers differ in which one counts.",
        "Keep one of the two lines that the message names.",
    ),
    "E207": Code(
        "Not a mapping",
        "Front matter and site.yaml are made of 'key: value' lines; here stands a list or a text.",
        "Begin with a line such as: title: A Good Title",
    ),
    "E208": Code(
        "Value of the wrong kind",
        "A list or mapping stands where a text is wanted, or the reverse.",
        "Write one value on the line of its key, in quotes if it holds signs like : [ {",
    ),
    "E209": Code(
        "Value that means nothing here",
        "The value is none of those that the key allows; the hint names them or the nearest.",
        "Write one of the values in the hint.",
    ),
    "E210": Code(
        "Unreadable date",
        "The text is no day of a known form.",
        "Write 2010-04-08, 2010-04-08 17:30 +02:00 or 8 April 2010.",
    ),
    "E211": Code(
        "Ambiguous date",
        "Two numbers could each be the month: Americans and Europeans read different days. "
        "sitegen does not guess.",
        "Write the year first: 2010-04-08",
    ),
    "E212": Code(
        "Impossible date",
        "The calendar has no such day, the clock no such time, or the day of the week is another.",
        "Mend the number that the message names.",
    ),
    "E213": Code(
        "Unknown key in a mapping",
        "source, relations and order have keys of their own, and this is none of them.",
        "Take the key from the hint.",
    ),
    "E214": Code(
        "Missing key",
        "The mapping lacks a key without which it says nothing: a relation needs its reason.",
        "Add the key that the message names.",
    ),
    "W221": Code(
        "Key that looks misspelt",
        "The key is unknown, and one letter away from a known one. Its value reaches templates "
        "through extra, and does nothing else.",
        "Mend the spelling; if the key is meant, put it under extra:",
    ),
    "W222": Code(
        "Key that looks like text",
        "A line of the front matter has a colon in it and was read as a key, yet no key has "
        "blanks or markup.",
        "Move the line below the closing '---'.",
    ),
    "W223": Code(
        "Tag without a letter",
        "A theme's address is made of the letters and digits of its name; this tag has none.",
        "Name the theme in words.",
    ),
    "W224": Code(
        "Key given twice with one value",
        "One key stands twice in one mapping, and both say the same.",
        "Delete one of the two lines that the message names.",
    ),
    "W225": Code(
        "Date that only the file's name tells",
        "The date in the front matter cannot be read, or could be two days. The name of the file "
        "begins with a date, which is used.",
        "Mend the date: 2010-04-08, 2010-04-08 17:30 +02:00 or 8 April 2010.",
    ),
    # ---- 3xx: text (Markdown)
    "W301": Code(
        "Address that may not be linked to",
        "A link or image has an address of a kind that can run script, read the reader's own files "
        "or that no browser knows. The words stay, the link goes.",
        "Write a path or an https:// address. A path with a colon in it needs ./ in front.",
    ),
    "W302": Code(
        "Link whose address is not defined",
        "[words][label] takes its address from a line [label]: address, and there is none.",
        "Add that line anywhere in the text, or write the address itself: [words](address).",
    ),
    "W303": Code(
        "Note mark without a note",
        "[^label] refers to a note that the text does not have; the mark is printed as it stands.",
        "Add the note on a line of its own: [^label]: Its words.",
    ),
    "W304": Code(
        "Note that nothing refers to",
        "A note is defined, but no mark leads to it, so readers would never see it.",
        "Put its mark, [^label], where it belongs, or delete the note.",
    ),
    "W305": Code(
        "Two notes with one label",
        "A label can stand for one note only; the first is used.",
        "Give one of the notes, and its marks, another label.",
    ),
    "W306": Code(
        "Code block that is never closed",
        "A line of three or more backticks or tildes opens code and no such line ends it, so all "
        "that follows is taken for code.",
        "Write the same signs on a line of their own where the code ends.",
    ),
    "W307": Code(
        "Blocks nested too deep",
        "Lists and quotations nest more than 200 levels deep; what is deeper is lost.",
        "Nest them less deep.",
    ),
    "W308": Code(
        "Heading of the first level in the text",
        "A page has one heading of the first level, its title. The heading becomes one of the "
        "second; where a text begins with it, all its headings move down by one level.",
        "Begin the headings of a text with ##.",
    ),
    "W309": Code(
        "Id that is taken",
        "Two elements of a page would have one id, so that links could lead to only one of them. "
        "This one is left without the id it asks for.",
        "Choose another id; r1, fn1 and the like belong to notes.",
    ),
    "W310": Code(
        "Attribute that is not allowed",
        "Words in braces give an element attributes, and only harmless ones are printed.",
        "Use id, class, theme, index, lang, title, and width and height for images.",
    ),
    "W311": Code(
        "HTML that is left out",
        "Raw HTML in texts may structure and mark up words; scripts, frames, forms, handlers and "
        "unknown elements are left out. Only the first is named.",
        "Put it into a template. A plain < is written &lt; or stands between backticks. Where "
        "all authors are trusted: html: trusted in site.yaml.",
    ),
    "W312": Code(
        "HTML comment that is never closed",
        "All that follows <!-- is hidden until -->, which does not come.",
        "Write --> where the comment ends.",
    ),
    "W313": Code(
        "Tags of another tool",
        "Something that another site generator or note-taking tool would replace, such as "
        "{% include %} or {{< figure >}}, is printed as it stands. Only the first is named.",
        "Write it in Markdown. Where it is meant as code, put it between backticks.",
    ),
    "W314": Code(
        "Stars that make nothing bold",
        "Two stars stand in the visible text, most often because of a blank between them and the "
        "word, or because the other pair is missing.",
        "Write **so**, not ** so **. For plain stars write \\*\\*.",
    ),
    "W315": Code(
        "Heading, link or definition that is none",
        "Signs of Markdown stand in the visible text: a # without a plain blank after it, a link "
        "whose address holds a blank or a bracket too many, or a line [label]: address that "
        "belongs to the paragraph above it.",
        "Write ## Heading, [words](<address with blanks>), and an empty line before definitions.",
    ),
    "N320": Code(
        "Code without colours",
        "The language of a code block is not one that sitegen colours, or the block is too long.",
        "Nothing need be done. Use a common name, such as python; text says that no colours are "
        "wanted.",
    ),
    # ---- 4xx: links and images
    "W401": Code(
        "Dead link",
        "A link into the collection leads to nothing that is published: no text, no old address, "
        "no file beside the essays and none in static/. Readers see its words without a link.",
        "Correct the address. If it is an old address of an essay, add it to that essay's aliases.",
    ),
    "W402": Code(
        "Missing image",
        "An image is neither beside the text nor in static/. Readers see its description.",
        "Put the file where the text looks for it, or correct the address.",
    ),
    "W403": Code(
        "Link to an essay that is not published",
        "The link leads to a draft, or to an essay whose date has not come or has gone by. Readers "
        "see the words without a link, and nothing of the other essay.",
        "Publish the other essay, or take the link out until it is.",
    ),
    "W404": Code(
        "Link to a place that is not there",
        "The text exists, yet has no heading, paragraph or element with this id. The link leads "
        "to the text as a whole.",
        "Link to an id as the page shows it, [text](essay.md#the-heading), or in a wiki link to "
        "the words of a heading, [[Essay#The heading]].",
    ),
    "E405": Code(
        "Ambiguous wiki link",
        "Several texts have the name that the link gives; sitegen does not guess.",
        "Write the path instead: [[2010/value.md]] or [text](2010/value.md).",
    ),
    "W406": Code(
        "Link differs in case from the file",
        "It is found here, and would not be on a computer whose file names tell capitals apart.",
        "Write the address with the file's own capitals.",
    ),
    "W407": Code(
        "Link without an address",
        "Nothing stands between the brackets of the link or image, so it can lead nowhere.",
        "Write the address, or keep the words alone.",
    ),
    # ---- 5xx: themes and relations
    "E501": Code(
        "Two files for one theme",
        "Names of themes that differ only in case, blanks and punctuation are one theme, and a "
        "theme has one file. The file's name and its title both name it.",
        "Join the two files, or rename one of the themes.",
    ),
    "E502": Code(
        "Alias of two themes",
        "Another theme's file has this name already, as its title or as an alias, so a tag with "
        "it could mean either.",
        "Keep the alias in one of the two files.",
    ),
    "W503": Code(
        "Unknown theme in broader, narrower or related",
        "No essay is tagged with this name and no file in essays/_themes/ has it.",
        "Correct the name, tag an essay with it, or write its file.",
    ),
    "E504": Code(
        "Themes in a circle",
        "Following broader: from theme to theme leads back to the start, so no theme of the "
        "circle is broader than the others.",
        "Take one of the steps out of broader: or narrower:.",
    ),
    "W505": Code(
        "Theme without a letter or digit",
        "A theme's address is made from its name; this one leaves nothing to make it from.",
        "Give the theme a name with letters or digits.",
    ),
    "W506": Code(
        "Passage of an unknown theme",
        "A passage is marked with a name that no tag and no theme's file has. A mark alone makes "
        "no theme, so that a slip of the pen does not make a page.",
        "Correct the name, tag an essay with it, or write a file in essays/_themes/.",
    ),
    "W507": Code(
        "Unknown essay in a theme's order",
        "The order of a theme names an essay that does not exist.",
        "Name the essay by its path, its slug or its title.",
    ),
    "W508": Code(
        "Ambiguous essay",
        "Several essays have the name that an order or a relation gives; sitegen does not guess.",
        "Name the essay by its path.",
    ),
    "W509": Code(
        "Essay in the order of a theme that it does not belong to",
        "The essay is not tagged with the theme and has no passage marked with it, or it is "
        "unlisted.",
        "Tag the essay, mark a passage, or take it out of the order.",
    ),
    "W510": Code(
        "Themes that look like one",
        "Two names differ by a plural or a single letter. They stay two themes: sitegen only asks.",
        "Write one of them in both places, or make one an alias of the other. If both are meant, "
        "give each its own file in essays/_themes/ and the question is not asked again.",
    ),
    "W511": Code(
        "Relation to no other essay",
        "A relation names an essay that does not exist, that is not published, or the essay "
        "itself. It is not shown.",
        "Name another essay by its path, its slug or its title.",
    ),
    "W531": Code(
        "Step to no essay",
        "A step of a reading path names an essay that does not exist, or one that is unlisted and "
        "so stands in no list. The path goes on without it.",
        "Correct the name: an essay is named by its path, slug or title.",
    ),
    "W532": Code(
        "Step given twice",
        "A reading path leads to one essay twice. Before and next would have two meanings there, "
        "so the first step counts.",
        "Keep one of the two.",
    ),
    "W533": Code(
        "Path without steps",
        "A file in essays/_paths/ leads to no essay that is published. It has its page, but "
        "no list names it.",
        "Name its essays in steps:, or make the path a draft until they are published.",
    ),
    "N534": Code(
        "Step held back",
        "A step of a reading path is a draft, lies in the future or has expired. The path leads "
        "past it, and nothing of it is shown.",
        "Nothing: it takes its place once it is published.",
    ),
    "W541": Code(
        "Index mark without an entry",
        "A mark for the index names what a reader would look up: an entry, an entry and what "
        "stands under it (`entry!subentry`), or another entry to look under (`entry|see other`). "
        "Several are separated by semicolons. This one names nothing, or too much.",
        'Write it as in `[words]{index="bridges!repair of"}`, or take it away. A sign that is part '
        "of a name has a backslash before it.",
    ),
    "W542": Code(
        "Reference to a missing entry of the index",
        "A mark sends readers to an entry that no mark and no theme makes.",
        "Correct the name, or mark a place for that entry.",
    ),
    "W543": Code(
        "Circle in the index",
        "Entries that name no places send readers to each other, and nowhere else.",
        "Let one of them name a place, or take one of the references away.",
    ),
    "W544": Code(
        "Entries of the index that differ in case",
        "Two marks write one entry with different capitals. They stay one entry, spelled as the "
        "first mark spells it.",
        "Write one of them in both places.",
    ),
    # ---- 6xx: addresses and outputs
    "E601": Code(
        "Address outside the site",
        "A url: names something that is no address inside the site: it climbs with '..', or holds "
        "'?', '#', a backslash or a control character.",
        "Write a path that starts at the site's root, such as url: /2010/value/.",
    ),
    "E602": Code(
        "Slug that is no part of an address",
        "A slug: is the last part of an address. It has at least one letter or digit and no slash.",
        "Write letters, digits and dashes, such as slug: the-value-mix. For a whole path use url:.",
    ),
    "E603": Code(
        "Two sources for one address",
        "Two files would become the same page, so one would hide the other. Addresses that differ "
        "only in case or in the Unicode form of an accent count as one, because many hosts and "
        "disks cannot keep them apart.",
        "Give one of the two another slug: or url:, or take the alias away.",
    ),
    "W604": Code(
        "Static file left out",
        "A file in static/ is hidden, looks like a key or another secret, or is no ordinary file. "
        "It is not published.",
        "Move it out of static/. The names .well-known, .htaccess, .nojekyll and .domains are "
        "published although they are hidden.",
    ),
    "E605": Code(
        "Alias of itself",
        "An essay lists its own address among its old addresses, so the redirect would lead to "
        "itself.",
        "Take the alias away, or change the slug if the essay was meant to move.",
    ),
    "W606": Code(
        "Alias that no file can stand for",
        "An old address such as /?p=123 has a query, which a web host does not look at when it "
        "chooses a file. No redirect is made for it.",
        "Write a rule for it in your host's own configuration and take the alias away.",
    ),
    "E607": Code(
        "Alias claimed twice",
        "Two texts list the same old address, and it can lead to one of them only.",
        "Take the alias away from the text that did not stand there.",
    ),
    "W608": Code(
        "Unknown theme, page or path in site.yaml",
        "site.yaml names a theme for the home page, a page for the navigation or a reading path "
        "that the collection does not have, perhaps because it is held back.",
        "Mend the name: a theme by its name or slug, a page or a path by the name of its file.",
    ),
    "W609": Code(
        "Two texts of one name",
        "The names of two files differ only in the date before them, which an address leaves out. "
        "The older text keeps the address; this one has its date in front.",
        "Leave it so, or give the text a slug: of its own.",
    ),
    # ---- 7xx: templates
    "E701": Code(
        "Template does not parse",
        "The template breaks the grammar of Jinja at this line.",
        "Look for a tag that is not closed: {% if %}, {% for %} and {% block %} each need an end.",
    ),
    "E702": Code(
        "Unknown filter or test",
        "The template pipes a value through a filter, or asks a test, that Jinja does not have.",
        "Correct the name; docs/templates.md says where the filters are listed.",
    ),
    "E703": Code(
        "Template is not there",
        "A template extends, includes or imports another one, and it is neither in templates/ nor "
        "in the default theme.",
        "Correct the name, or add the file to templates/.",
    ),
    "E704": Code(
        "Unknown variable or attribute",
        "The template prints a value that the page does not have. Nothing is left out silently.",
        "Correct the name; docs/templates.md lists what each template receives. Where a value may "
        "be missing, ask first: {% if extra.cover is defined %}.",
    ),
    "E705": Code(
        "Unknown block or macro",
        "The template fills a block that no template above it has, or asks for a macro that the "
        "other file does not hold; Jinja alone would drop the block without a word.",
        "Correct the name; the blocks are listed at the top of base.html.",
    ),
    "E706": Code(
        "Template cannot be filled",
        "An expression in the template fails with the values of this page.",
        "Look at the expression on the line shown.",
    ),
    "E707": Code(
        "Template is not UTF-8",
        "The template holds bytes that are no UTF-8 text.",
        "Save the file as UTF-8.",
    ),
    "W708": Code(
        "Text in a template that is not there",
        "A text names a `template:` that is neither in templates/ nor in the default theme; often "
        "it is one of another generator. The usual template serves.",
        "Correct the name, add the file to templates/, or take the line away.",
    ),
    # ---- 8xx: site.yaml and the command line
    "E801": Code(
        "No site.yaml",
        "A collection is a folder with a file site.yaml in it; there is none.",
        "Name the collection's folder (sitegen build DIR) or begin one with: sitegen init DIR",
    ),
    "E802": Code(
        "Unknown setting",
        "site.yaml has a key that sitegen does not know, so it would do nothing.",
        "Mend the spelling, or put a value for your own templates under extra:",
    ),
    "E803": Code(
        "Unusable base_url",
        "base_url is the address the site will have: a scheme, a host and perhaps a path.",
        "Write it out: https://example.org/essays/",
    ),
    "E804": Code(
        "Unknown time zone",
        "Time zones have the names of the IANA database, a region and a city.",
        "Write a name such as Europe/Berlin, America/New_York or UTC.",
    ),
    "E805": Code(
        "Unusable output folder",
        "The site is published into a folder of its own below site.yaml, never among the sources "
        "and never outside.",
        "Write output: public; the option --output may name any folder.",
    ),
    "E806": Code(
        "Unreadable site.yaml",
        "The system did not let sitegen read it, or it is not UTF-8 text.",
        "Check its owner and mode with ls -l, and save it as UTF-8.",
    ),
    "E851": Code(
        "File exists already",
        "sitegen init and sitegen new write new files only. Where one of them exists, whatever it "
        "holds, nothing at all is written.",
        "Name another folder (init) or title (new), or move the file away.",
    ),
    "E852": Code(
        "New file cannot be written",
        "The system refused to make the file or its folder; the message gives the system's "
        "reason. No other file of the same command was left behind.",
        "Look at the permissions of the folder and at the room on the disk, and whether a file "
        "stands where a folder should be.",
    ),
    "E853": Code(
        "No collection here",
        "An essay is begun inside a collection, which is known by its site.yaml. There is none "
        "in this folder, nor in any that holds it.",
        "Go to your collection's folder (or use --directory), or begin a collection with: "
        "sitegen init DIR",
    ),
    "E854": Code(
        "Title without a letter or digit",
        "The name and the address of an essay's file are made from its title, and nothing could "
        "be made from this one.",
        'Give it a word: sitegen new "What Now?!" makes essays/what-now.md',
    ),
    # ---- 9xx: writing
    "E901": Code(
        "Output in the place of something else",
        "The output directory is the root of the file system, or is or holds the site, your home "
        "or a source folder. Publishing replaces the output directory as a whole.",
        "Name a directory of its own: `output: public` in site.yaml, or `--output public`.",
    ),
    "E902": Code(
        "Output inside a source folder",
        "The output directory lies in a folder that the build reads, so the next build would take "
        "the site for its own sources.",
        "Name a directory beside the source folders: `output: public`.",
    ),
    "E903": Code(
        "Output is not a directory",
        "A file, or a link that leads nowhere, stands where the output directory should be.",
        "Remove the file or mend the link, or name another output directory.",
    ),
    "E904": Code(
        "Output is a mount point",
        "A site is published by putting one directory in the place of another in one step, and no "
        "system lets a mounted directory be replaced.",
        "Name a directory inside the mounted one (`--output public/site`), or mount its parent.",
    ),
    "E905": Code(
        "Foreign file in the way",
        "The output directory holds files that sitegen did not write, and a file of the site "
        "belongs in their place. Files of others are never overwritten or removed.",
        "Move them away, empty the directory if it is the output of another generator, or name "
        "another output directory.",
    ),
    "E906": Code(
        "Two sources for one output file",
        "Two files of the site would have one path, or paths that differ only in letter case or "
        "in the encoding of accents and so are one file on macOS and Windows.",
        "Give one of them another slug or name.",
    ),
    "E907": Code(
        "Unusable output path",
        "The path of an output leads out of the output directory or cannot be a file's name: a "
        "part may have 255 bytes, the whole 1,000.",
        "Change the address (`slug:` or `url:`) or the name of the file that is copied.",
    ),
    "E908": Code(
        "No room on the disk",
        "The disk, its list of files, or your quota is full. Nothing was published: the site is "
        "as it was. During a build, the changed files exist twice.",
        "Free some space (`df -h`, `df -i`) and build again.",
    ),
    "E909": Code(
        "Output cannot be written",
        "The system refused to write, link or replace a file. Nothing was published. The folder "
        "that holds the output has to be writable, since the new site is made beside the old one.",
        "Look at the permissions of the output directory and of the folder that holds it.",
    ),
    "E910": Code(
        "File cannot be copied",
        "A file that belongs in the site could not be read while it was copied.",
        "Look at its permissions, or remove it from the site.",
    ),
    "E911": Code(
        "Worker process ended",
        "A large collection is built by several processes, and one of them was ended from outside "
        "before its work was done. Nothing is published.",
        "Build again. If it comes back, look for 'out of memory' in the log of the machine.",
    ),
    "E912": Code(
        "No room for the cache",
        "A build keeps what it understood in .sitegen, and the system did not let it write there, "
        "or what was written was gone when it was wanted.",
        "Free some space, or look at the permissions there and at what else works in that folder. "
        "Nothing is published; what readers see is as it was.",
    ),
    "W921": Code(
        "Full-text search is not installed",
        "site.yaml says 'search: full', which needs the program pagefind. The page of search looks "
        "through titles, leads, themes and headings instead.",
        "Install it with: pip install 'sitegen[search]'. Or write search: small, or auto.",
    ),
    "W922": Code(
        "Full-text index was not made",
        "pagefind, which indexes the whole texts, did not do its work; the message gives its "
        "reason. The site is published all the same, and its search looks through titles, leads, "
        "themes and headings.",
        "Build again, or install it anew: pip install --force-reinstall 'sitegen[search]'. "
        "With search: small it is not needed.",
    ),
    "E913": Code(
        "No such page",
        "The page that --why asks about is none of those that a build makes.",
        "Name it by its address or by its path in the output: the-wrong-questions, or "
        "the-wrong-questions/index.html.",
    ),
    "E914": Code(
        "Language file is incomplete",
        "A file of sitegen/locales, which holds the words of a language, cannot be read or lacks a "
        "word that pages need.",
        "Add what the message names; locales/en.toml explains each part and has every word.",
    ),
    "E921": Code(
        "The cluster does not serve",
        "The cluster that --executor names cannot be reached, has no worker, or lost those it had "
        "in the middle of the work. The published site stays as it was.",
        "Start `dask scheduler` there and `dask worker tcp://host:8786` on at least one machine; "
        "or build without --executor, on this machine alone.",
    ),
    "E922": Code(
        "A worker is another program",
        "A worker of the cluster has no sitegen, or another version of it, of its libraries or of "
        "Python. The pages that it makes might differ from those made here.",
        "Install the same versions there as here, and start the worker again.",
    ),
}

"""The texts that the crate is checked with. All made up for this purpose; no outlet, person or event is meant."""

# How many of them, from the first on, are plain sentences of news.
PLAIN = 24

TEXTS = [
    # One fact in five languages, and what is not that fact.
    "The harbour master closed the lower bridge on Tuesday evening.",
    "Le capitaine du port a fermé le pont inférieur mardi soir.",
    "El capitán del puerto cerró el puente inferior el martes por la noche.",
    "Der Hafenmeister sperrte am Dienstagabend die untere Brücke.",
    "أغلق مدير الميناء الجسر السفلي مساء الثلاثاء.",
    "The harbour master refused to close the lower bridge on Tuesday.",
    "The lower bridge will be closed on Tuesday if the water rises.",
    # Statements of the news, figures, names, who said what.
    "At least 1,250 people (37 %) signed the petition in 2031, said Dr. O'Malley.",
    "Three miners were rescued alive after nine hours underground, the company said.",
    "Trois mineurs ont été sauvés après neuf heures sous terre, selon l'entreprise.",
    "« L'œuvre d'État coûte 12 345 678,90 € », s'étonne Zoë Lefèvre‑Brûlé…",
    "La maire dément avoir signé l'accord ; son adjoint affirme le contraire.",
    "Le parquet a requis dix-huit mois de prison avec sursis contre l'ancien trésorier.",
    "¿Cuántos años tenía la acequia? Según el alcalde, ciento veintidós.",
    "La portavoz negó que el ministro hubiera dimitido y aplazó la rueda de prensa.",
    "Los bomberos controlaron el incendio tras evacuar a 340 vecinos de la Vega Baja.",
    "Die Überprüfung der Straßenbahnweichen kostete 3½ Mio. Euro; Ärger gibt es trotzdem.",
    "Das Gericht wies die Klage ab, teilte eine Sprecherin am Mittwoch mit.",
    "Nach Angaben der Polizei seien zwei Männer, 34 und 41 Jahre alt, festgenommen worden.",
    "أُعْلِنَ أنّ ٤٥٠ عاملاً ســيعودون إلى القُرى يوم ٣ آذار؛ فمَن سيدفع؟",
    "نفى المتحدث باسم البلدية أن يكون المشروع قد توقف بسبب نقص التمويل.",
    "قال الوزير إن الأسعار سترتفع بنسبة خمسة في المائة مطلع العام المقبل.",
    "Prices rose 5 per cent in May; the central bank had expected 4.2.",
    "“We did not see it coming,” the coach told reporters, “and I take the blame.”",
    # What is hard to read alike in two programs.
    "",
    " \t\n\u00a0\u2003 ",
    "a",
    "…!? — “”",
    "🙂🙂 👩‍👩‍👧 🇫🇷",
    "日本語のニュース и русский текст beside known words",
    "ཀཁག ⵜⵉⴼⵉⵏⴰⵖ 𐎀𐎁𐎂",
    "ﬁnal ＦＵＬＬ ＷＩＤＴＨ ① e\u0301te\u0301 A\u030angstro\u0308m İstanbul ΣΊΣΥΦΟΣ",
    "<s> </s> <pad> <unk> <mask>",
    "zero\u200bwidth\u00adsoft\u200djoin \u202eright to left\u202c \ufeffmark\0nul \u0085 next \x1f unit",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenhersteller",
    "1 22 333 4444 55555 666666 7777777 88888888",
    "https://example.org/path?query=1&other=two#part or mail to desk@example.org",
    "▁marks▁ of the ▁ pieces themselves",
    # Longer than what is read: by pieces, by characters, by both.
    "The council met again and nothing was decided, which the town had feared. " * 12,
    "語" * 5000 + " and a word that is not reached",
    "x̧" * 3000,
    "لم يصدر أي تعليق رسمي حتى الآن، لكن مصادر محلية أكدت أن الطريق مغلق أمام الشاحنات. " * 8,
]

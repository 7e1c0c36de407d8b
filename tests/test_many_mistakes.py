"""Twenty files with forty mistakes: one run names each of them once, at its line and column.

No mistake hides another, in the same file or elsewhere: a front matter with one wrong key is still read, a file
that cannot be read is not missed by those that link to it.
"""

from sitegen.pipeline import build
from sitegen.report import summary
from tests.plain import plain
from tests.projects import sections

PROJECT = """\
=== config.yaml
title: {en: International Institute for Justice, fr: Institut international pour la justice, ar: المعهد الدولي للعدالة}
url: https://www.example.org/
organisation: iij
languages:
  en: {fallback: [fr, ar]}
  fr: {fallback: [en, de]}
  ar: {fallback: [en, fr]}
=== content/records/organisations.yaml
iij: {name: {en: International Institute for Justice, fr: Institut international pour la justice}}
police: {name: {en: Metropolitan Police}, country: UK}
Home Office: {name: {en: Home Office}}
=== content/records/people.yaml
miriam-shafik: {name: Miriam Shafik, role: Programme Manager}
=== content/records/places.yaml
valletta: {name: {en: Valletta, fr: La Valette, ar: فاليتا}, country: MT, coordinates: [358.989, 14.5146]}
=== content/records/glossary.yaml
prosecutors:
  name: {en: prosecutors, fr: procureurs, ar: المدعون العامون}
judges:
  name: {en: judges, fr: "", ar: القضاة}
prosecutors:
  name: {en: public prosecutors, fr: parquet}
=== content/catalogues/rome.yaml
id: rome
title: {en: Rome Memorandum, fr: Mémorandum de Rome, it: Memorandum di Roma}
total: 25
practices:
  - {number: 7, title: {en: Train prison staff}}
  - {number: 7, title: {en: Assess each person on arrival}}
  - {number: 71, title: {en: Support families}}
=== content/catalogues/rabat.yaml
id: rabbat
title: {en: Rabat Memorandum, ar: مذكرة الرباط}
sections:
  - {id: justice, title: {en: Justice}, practices: 1-9}
  - {id: training, title: {en: Training}, practices: 9-15}
=== content/events/2020-07-response/index.en.md
---
title: Workshop #4
language: en
type: workshops
dates: ["2020-07-15", "2020-07-32"]
location: online
contact: {person: miriam-shafik}
organizers: [iij]
---

It followed [the launch](event:2017-11-lunch), and [the agenda]() was long.
=== content/events/2020-07-response/index.fr.md
---
title: Répondre vite et juste
language: fr
location: valletta
translation: {of: en}
downloads: [{title: Programme, file: programme.pdf}]
---

Trente personnes ont pris part à l’atelier.
=== content/events/2021-02-asia/index.en.md
---
title: Returning home: a regional workshop
language: en
type: workshop
dates: ["2021-02-09"]
location: online
practices: [rabat/16]
---

The third of [its kind](events:2020-07-response).
=== content/events/2021-02-asia/index.ar.md
---
title: العودة إلى الوطن
language: fr
translation: {of: en, fingerprint: cdadf919-509a94dd}
---

Participants from nine countries shared what they had learnt.
=== content/events/2018-06-review.fr.md
---
title: Relire la boîte à outils
language: fr
type: review-meeting
dates: ["2018-06-14/2018-06-12"]
location: malta
organisers: [iij, police]
---

## Méthode

#### Lecture
=== content/events/2018-06-review.en.md
---
title: Reviewing the toolkit
language: en
translation: {of: fr, fingerprint: done}
---

## Method {#method}
=== content/events/2017-11-launch.en.md
---
title: Launch of the juvenile justice initiative
language: en
type: launch
dates: ["2017-11"]
location: valletta
practices: [rome/7, rome/6-8]
---

Speakers recalled Good Practices 6–9.
=== content/publications/remve-guide.en.md
---
title: A guide for prosecutors
language: en
languages: [en, german]
publishers: [iij]
---

The guide has four chapters.
=== content/projects/civil-society.en.md
---
title: Civil society
language: en
countries: {exactly: 3, list: [BF, ML]}
---

Twelve organisations took part.
=== content/initiatives/homegrown.fr.md
---
title: Lutter contre le terrorisme endogène
language: fr
slug: Terrorisme endogène
---

L’initiative date de 2018.
=== content/pages/about.en.md
---
title: The institute
language: en
---

We train judges<script>track()</script> and prosecutors in counter\\x02terrorism.
See [how to reach us](page:contact).
=== content/pages/about.de.md
---
title: Das Institut
---

Das Institut bildet Richter aus.
=== content/pages/contact.fr.md
---
title: Contact
language: fr
--

Écrivez-nous à La Valette.
"""

MISTAKES = """\
config.yaml:6:23 config/fallback-language
content/catalogues/rabat.yaml:1:5 catalogue/id-disagrees
content/catalogues/rabat.yaml:5:54 catalogue/section-overlap
content/catalogues/rome.yaml:2:54 words/unknown-language
content/catalogues/rome.yaml:6:14 catalogue/duplicate-number
content/catalogues/rome.yaml:7:14 catalogue/beyond-total
content/events/2017-11-launch.en.md:5:9 dates/need-days
content/events/2017-11-launch.en.md:7:21 practice/repeated
content/events/2017-11-launch.en.md:10:36 citation/not-listed
content/events/2018-06-review.en.md:4:36 translation/bad-fingerprint
content/events/2018-06-review.fr.md:5:9 dates/reversed
content/events/2018-06-review.fr.md:6:11 reference/unknown
content/events/2018-06-review.fr.md:12:6 markdown/skipped-level
content/events/2020-07-response/index.en.md:2:17 yaml/swallowed-text
content/events/2020-07-response/index.en.md:4:7 value/not-one-of
content/events/2020-07-response/index.en.md:5:23 dates/impossible
content/events/2020-07-response/index.en.md:8:1 key/unknown
content/events/2020-07-response/index.en.md:11:26 link/unknown-target
content/events/2020-07-response/index.en.md:11:65 link/empty
content/events/2020-07-response/index.fr.md:4:1 facts/disagree
content/events/2020-07-response/index.fr.md:5:14 translation/no-fingerprint
content/events/2020-07-response/index.fr.md:6:38 link/missing-file
content/events/2021-02-asia/index.ar.md:3:11 language/disagrees
content/events/2021-02-asia/index.ar.md:7:1 markdown/unmarked-language
content/events/2021-02-asia/index.en.md:2:22 yaml/syntax
content/events/2021-02-asia/index.en.md:7:13 practice/unknown-number
content/events/2021-02-asia/index.en.md:10:25 link/unknown-scheme
content/initiatives/homegrown.fr.md:4:7 value/not-a-slug
content/pages/about.de.md:0:0 file/unknown-language
content/pages/about.en.md:6:16 markdown/removed-html
content/pages/about.en.md:6:67 text/control-character
content/pages/contact.fr.md:1:1 front-matter/unclosed
content/projects/civil-society.en.md:4:12 participants/count-disagrees
content/publications/remve-guide.en.md:4:17 value/not-a-language
content/records/glossary.yaml:4:26 value/empty
content/records/glossary.yaml:5:1 yaml/duplicate-key
content/records/organisations.yaml:2:52 value/not-a-country
content/records/organisations.yaml:3:1 value/not-an-id
content/records/people.yaml:1:44 value/wrong-type
content/records/places.yaml:1:89 value/out-of-range
"""


def test_one_run_finds_all_mistakes() -> None:
    given = sections(PROJECT)
    assert len(given) == 20
    checked = build(plain(given))
    found = [f"{one.span.path}:{one.span.line}:{one.span.column} {one.code}" for one in checked.diagnostics]
    assert found == MISTAKES.splitlines()
    assert len(found) == len({one.code for one in checked.diagnostics}) == 40
    assert checked.value is None
    assert summary(checked.diagnostics) == "33 errors, 7 warnings in 20 files"

"""Names of countries, with the articles and prepositions that go with them."""

import pytest

from sitegen.l10n.countries import country, in_country, the_country
from sitegen.l10n.names import join
from sitegen.l10n.speech import Speech


@pytest.mark.parametrize(
    ("code", "tag", "name"),
    [
        ("TN", "en", "Tunisia"),
        ("TN", "fr", "Tunisie"),
        ("TN", "ar", "تونس"),
        ("NO", "en", "Norway"),
        ("BA", "en", "Bosnia and Herzegovina"),  # CLDR: Bosnia & Herzegovina
        ("PS", "en", "Palestine"),  # CLDR: Palestinian Territories
        ("PS", "fr-CH", "Palestine"),
        ("PS", "ar-TN", "فلسطين"),
        ("CD", "fr", "République démocratique du Congo"),  # CLDR: Congo-Kinshasa
        ("EU", "fr", "Union européenne"),
        ("ZZ", "sw", "Eneo lisilojulikana"),
        ("QX", "en", "QX"),
    ],
)
def test_countries(code: str, tag: str, name: str) -> None:
    assert country(code, Speech(tag)) == name


@pytest.mark.parametrize(
    ("code", "within", "there"),
    [
        ("TN", "la Tunisie", "en Tunisie"),
        ("EG", "l’Égypte", "en Égypte"),
        ("MA", "le Maroc", "au Maroc"),
        ("IR", "l’Iran", "en Iran"),
        ("UG", "l’Ouganda", "en Ouganda"),
        ("YE", "le Yémen", "au Yémen"),
        ("HU", "la Hongrie", "en Hongrie"),
        ("HN", "le Honduras", "au Honduras"),
        ("US", "les États-Unis", "aux États-Unis"),
        ("NL", "les Pays-Bas", "aux Pays-Bas"),
        ("PH", "les Philippines", "aux Philippines"),
        ("MT", "Malte", "à Malte"),
        ("DJ", "Djibouti", "à Djibouti"),
        ("IL", "Israël", "en Israël"),
        ("HT", "Haïti", "en Haïti"),
        ("LC", "Sainte-Lucie", "à Sainte-Lucie"),
        ("CK", "les Îles Cook", "aux Îles Cook"),
        ("MX", "le Mexique", "au Mexique"),
        ("MZ", "le Mozambique", "au Mozambique"),
        ("KH", "le Cambodge", "au Cambodge"),
        ("ZA", "l’Afrique du Sud", "en Afrique du Sud"),
        ("KR", "la Corée du Sud", "en Corée du Sud"),
        ("CD", "la République démocratique du Congo", "en République démocratique du Congo"),
        ("CI", "la Côte d’Ivoire", "en Côte d’Ivoire"),
        ("BF", "le Burkina Faso", "au Burkina Faso"),
        ("GB", "le Royaume-Uni", "au Royaume-Uni"),
        ("SL", "la Sierra Leone", "en Sierra Leone"),
        ("BB", "la Barbade", "à la Barbade"),
        ("PS", "la Palestine", "en Palestine"),
        ("EU", "l’Union européenne", "dans l’Union européenne"),
        ("LK", "le Sri Lanka", "au Sri Lanka"),
        ("XK", "le Kosovo", "au Kosovo"),
        ("GS", "la Géorgie du Sud-et-les Îles Sandwich du Sud", "en Géorgie du Sud-et-les Îles Sandwich du Sud"),
    ],
)
def test_french(code: str, within: str, there: str) -> None:
    assert (the_country(code, Speech("fr")), in_country(code, Speech("fr"))) == (within, there)


@pytest.mark.parametrize(
    ("code", "tag", "within", "there"),
    [
        ("TN", "en", "Tunisia", "in Tunisia"),
        ("US", "en", "the United States", "in the United States"),
        ("DO", "en", "the Dominican Republic", "in the Dominican Republic"),
        ("SB", "en-GB", "the Solomon Islands", "in the Solomon Islands"),
        ("TC", "en", "the Turks and Caicos Islands", "in the Turks and Caicos Islands"),
        ("NE", "en", "Niger", "in Niger"),
        ("TN", "ar", "تونس", "في تونس"),
        ("MA", "es", "Marruecos", "en Marruecos"),
        ("TN", "he", "תוניסיה", "בתוניסיה"),
        ("PH", "he", "הפיליפינים", "בפיליפינים"),
        ("NL", "he", "הולנד", "בהולנד"),
        ("CH", "de", "Schweiz", ""),  # in der Schweiz: we do not know that grammar, and make no sentence
    ],
)
def test_other_languages(code: str, tag: str, within: str, there: str) -> None:
    assert (the_country(code, Speech(tag)), in_country(code, Speech(tag))) == (within, there)


def test_a_list_in_a_french_sentence() -> None:
    speech = Speech("fr")
    assert join([the_country(code, speech) for code in ("DZ", "EG", "MA")], speech) == "l’Algérie, l’Égypte et le Maroc"

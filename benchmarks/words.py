"""The word lists of the made-up sites: sentences in English, French and Arabic that no two paragraphs share.

A sentence is one word of each list of its language, joined by its pattern, so that each language has about half a
million of them. The lists of the three languages say the same in the same order.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

LANGUAGES = ("en", "fr", "ar")


@dataclass(frozen=True, slots=True)
class Grammar:
    """How one language says who did what, to what, and how."""

    pattern: str
    subjects: tuple[str, ...]
    verbs: tuple[str, ...]
    objects: tuple[str, ...]
    adjuncts: tuple[str, ...]


def _listed(text: str) -> tuple[str, ...]:
    """The words between the slashes."""
    return tuple(words.strip() for words in text.split("/"))


GRAMMARS: Mapping[str, Grammar] = {
    "en": Grammar(
        "{subject} {verb} {object} {adjunct}.",
        _listed("""
            Prosecutors from four countries / The judges / Several investigators / The working group /
            Probation officers / The trainers / Officials of two ministries / The researchers / Defence lawyers /
            The national coordinators / Prison directors / The invited experts / Teachers and social workers /
            The first panel / Police officers / The local authorities / Analysts / The second panel /
            Representatives of victims / The participants"""),
        _listed("""
            compared / described / questioned / set out / tested / worked through / measured / reviewed /
            weighed / discussed / summed up / drew lessons from / took apart / put in order / explained /
            defended / criticised / returned to / prepared / wrote down"""),
        _listed("""
            the rules on hearing a witness who is at risk / *the first hours* after an attack /
            a file in which most of the evidence came from abroad / the exchange of information between services /
            the training of newly appointed judges / **the rights of children** before the court /
            two programmes of rehabilitation in prison / the questions that a first report must answer /
            the part that families can play / a decision of an appeal court /
            the limits of intelligence as evidence / the way in which victims are informed /
            a plan for the return of twelve families / the work of a joint investigation team /
            the draft of a national strategy / the costs of long detention before trial /
            a list of signs that are often misread / *the choice of words* in public statements /
            the cooperation of police and schools / a study of two hundred sentences /
            the protection of personal data / the role of the probation service"""),
        _listed("""
            in small groups, over two mornings / with the help of a case from their own practice /
            against the background of the law of three countries /
            as it had been asked for at the previous meeting / without hiding what had failed /
            before a jury of colleagues / with figures from the last five years /
            in the light of recent judgments / while the reports were still being written /
            although the time for it was short / in the order in which the events took place /
            with a list of open questions for the next meeting / and asked for more time /
            for the benefit of those who had joined late / together with colleagues from neighbouring countries /
            on the second afternoon / and noted where the texts say nothing / as far as the law allows it /
            so that others need not begin again / with an eye to small services with few means"""),
    ),
    "fr": Grammar(
        "{subject} {verb} {object} {adjunct}.",
        _listed("""
            Des procureurs de quatre pays / Les juges / Plusieurs enquêteurs / Les membres du groupe de travail /
            Des agents de probation / Les formateurs / Des responsables de deux ministères / Les chercheurs /
            Des avocats de la défense / Les coordonnateurs nationaux / Des directeurs de prison /
            Les experts invités / Des enseignants et des travailleurs sociaux /
            Les membres de la première table ronde / Des policiers / Les autorités locales / Des analystes /
            Les membres de la seconde table ronde / Des représentants des victimes / Les participants"""),
        _listed("""
            ont comparé / ont décrit / ont mis en question / ont exposé / ont mis à l’épreuve / ont parcouru /
            ont mesuré / ont revu / ont pesé / ont discuté / ont résumé / ont étudié / ont démonté /
            ont remis en ordre / ont expliqué / ont défendu / ont critiqué / ont repris / ont préparé / ont noté"""),
        _listed("""
            les règles sur l’audition d’un témoin menacé / *les premières heures* après un attentat /
            un dossier dont la plupart des preuves venaient de l’étranger /
            l’échange de renseignements entre services / la formation des juges qui viennent d’être nommés /
            **les droits de l’enfant** devant le tribunal / deux programmes de réhabilitation en prison /
            les questions auxquelles un premier rapport doit répondre /
            la place que les familles peuvent prendre / une décision de cour d’appel /
            les limites du renseignement comme preuve / la manière dont les victimes sont informées /
            un plan pour le retour de douze familles / le travail d’une équipe commune d’enquête /
            le projet d’une stratégie nationale / le coût d’une longue détention avant le procès /
            une liste de signes souvent mal compris / *le choix des mots* dans les déclarations publiques /
            la coopération de la police et des écoles / une étude de deux cents jugements /
            la protection des données personnelles / le rôle du service de probation"""),
        _listed("""
            en petits groupes, pendant deux matinées / à l’aide d’un cas tiré de leur propre pratique /
            au regard du droit de trois pays / comme il avait été demandé à la réunion précédente /
            sans cacher ce qui avait échoué / devant un jury de collègues /
            avec des chiffres des cinq dernières années / à la lumière de jugements récents /
            alors que les rapports étaient encore en cours de rédaction / bien que le temps fût court /
            dans l’ordre où les faits se sont produits /
            avec une liste de questions ouvertes pour la prochaine réunion / et ont demandé plus de temps /
            pour ceux qui étaient arrivés plus tard / avec des collègues de pays voisins /
            dans l’après-midi du deuxième jour / et ont relevé ce que les textes ne disent pas /
            autant que la loi le permet / pour que d’autres n’aient pas à recommencer /
            en pensant aux petits services qui ont peu de moyens"""),
    ),
    "ar": Grammar(
        "{verb} {subject} {object} {adjunct}.",
        _listed("""
            مدعون عامون من أربعة بلدان / القضاة / عدد من المحققين / الفريق العامل / مراقبو السلوك / المدربون /
            مسؤولون في وزارتين / الباحثون / محامو الدفاع / المنسقون الوطنيون / مديرو السجون / الخبراء المدعوون /
            معلمون وأخصائيون اجتماعيون / أعضاء الحلقة الأولى / أفراد الشرطة / ممثلو السلطات المحلية / المحللون /
            أعضاء الحلقة الثانية / ممثلو الضحايا / المشاركون"""),
        _listed("""
            قارن / وصف / ناقش / عرض / اختبر / تناول / قاس / راجع / قدّر / بحث / لخّص / درس / حلّل / رتّب / شرح /
            أيّد / انتقد / استعاد / أعدّ / دوّن"""),
        _listed("""
            قواعد الاستماع إلى شاهد معرّض للخطر / *الساعات الأولى* بعد الهجوم /
            الملف الذي جاءت معظم أدلته من الخارج / تبادل المعلومات بين الأجهزة / تدريب القضاة المعيّنين حديثًا /
            **حقوق الطفل** أمام المحكمة / برامج إعادة التأهيل في السجن /
            الأسئلة التي يجب أن يجيب عنها التقرير الأول / الدور الذي يمكن أن تؤديه الأسر /
            القرار الصادر عن محكمة الاستئناف / حدود المعلومات الاستخباراتية بوصفها دليلًا / طريقة إبلاغ الضحايا /
            خطة لعودة اثنتي عشرة أسرة / عمل فريق تحقيق مشترك / مشروع استراتيجية وطنية /
            تكلفة الاحتجاز الطويل قبل المحاكمة / قائمة بعلامات كثيرًا ما يُساء فهمها /
            *اختيار الكلمات* في البيانات العامة / تعاون الشرطة والمدارس / دراسة تناولت مئتي حكم /
            حماية البيانات الشخصية / مهام جهاز مراقبة السلوك"""),
        _listed("""
            في مجموعات صغيرة على مدى صباحين / بالاستعانة بقضية من واقع عملهم / في ضوء قوانين ثلاثة بلدان /
            كما طُلب في الاجتماع السابق / من دون إخفاء ما لم ينجح / أمام لجنة من الزملاء /
            مع أرقام من السنوات الخمس الأخيرة / في ضوء أحكام حديثة / بينما كانت التقارير لا تزال قيد الكتابة /
            رغم ضيق الوقت / بحسب ترتيب وقوع الأحداث / مع قائمة بأسئلة مفتوحة للاجتماع المقبل /
            مع طلب مزيد من الوقت / لفائدة من انضموا متأخرين / بالاشتراك مع زملاء من بلدان مجاورة /
            بعد ظهر اليوم الثاني / مع الإشارة إلى ما تسكت عنه النصوص / بقدر ما يسمح به القانون /
            كي لا يبدأ الآخرون من جديد / مع مراعاة الأجهزة الصغيرة القليلة الموارد"""),
    ),
}


def sentence(language: str, chance: Random) -> str:
    """One sentence with its full stop; one in a hundred thousand or so comes twice."""
    grammar = GRAMMARS[language]
    return grammar.pattern.format(
        subject=chance.choice(grammar.subjects),
        verb=chance.choice(grammar.verbs),
        object=chance.choice(grammar.objects),
        adjunct=chance.choice(grammar.adjuncts),
    )


def topic(language: str, number: int) -> str:
    """What something is about: the same thing in every language for the same number."""
    objects = GRAMMARS[language].objects
    return objects[number % len(objects)].replace("*", "")


def topics(number: int) -> dict[str, str]:
    return {language: topic(language, number) for language in LANGUAGES}

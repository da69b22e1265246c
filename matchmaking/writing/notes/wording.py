"""The formulas of a note verbale in the six languages, as ministries write them.

They are no strings of the interface: a note is in the language of its record, whoever makes it.
"""

from typing import NamedTuple


class Wording(NamedTuple):
    """The fixed words of a note; `sender`, `addressee` and `matter` are filled in."""

    heading: str
    reference: str
    addressee: str  # where the writer names nobody else
    opening: str
    matters: dict[str, str]  # by kind of record
    closing: str
    restricted: str


WORDINGS = {
    "en": Wording(
        "NOTE VERBALE",
        "Ref.",
        "the Office for Disarmament Affairs of the United Nations Secretariat",
        "{sender} presents its compliments to {addressee} and, with reference to the Programme of "
        "Action to Prevent, Combat and Eradicate the Illicit Trade in Small Arms and Light Weapons "
        "in All Its Aspects, has the honour to submit the following {matter}.",
        {"need": "request for assistance", "offer": "offer of assistance"},
        "{sender} avails itself of this opportunity to renew to {addressee} the assurances of its "
        "highest consideration.",
        "RESTRICTED",
    ),
    "fr": Wording(
        "NOTE VERBALE",
        "Réf.",
        "Bureau des affaires de désarmement du Secrétariat de l’Organisation des Nations Unies",
        "{sender} présente ses compliments à l’attention de : {addressee}, et, se référant au "
        "Programme d’action en vue de prévenir, combattre et éliminer le commerce illicite des "
        "armes légères sous tous ses aspects, a l’honneur de lui soumettre {matter} ci-après.",
        {"need": "la demande d’assistance", "offer": "l’offre d’assistance"},
        "{sender} saisit cette occasion pour renouveler au destinataire les assurances de sa très "
        "haute considération.",
        "DIFFUSION RESTREINTE",
    ),
    "es": Wording(
        "NOTA VERBAL",
        "Ref.",
        "la Oficina de Asuntos de Desarme de la Secretaría de las Naciones Unidas",
        "{sender} presenta sus atentos saludos a {addressee} y, con referencia al Programa de "
        "Acción para Prevenir, Combatir y Eliminar el Tráfico Ilícito de Armas Pequeñas y Ligeras "
        "en Todos Sus Aspectos, tiene el honor de presentarle {matter} siguiente.",
        {"need": "la solicitud de asistencia", "offer": "la oferta de asistencia"},
        "{sender} aprovecha la oportunidad para reiterar a {addressee} las seguridades de su más "
        "alta consideración.",
        "RESERVADO",
    ),
    "ar": Wording(
        "مذكرة شفوية",
        "المرجع",
        "مكتب شؤون نزع السلاح بالأمانة العامة للأمم المتحدة",
        "يهدي المرسل، {sender}، تحياته إلى {addressee}، وبالإشارة إلى برنامج العمل لمنع الاتجار "
        "غير المشروع بالأسلحة الصغيرة والأسلحة الخفيفة من جميع جوانبه ومكافحته والقضاء عليه، "
        "يتشرف بأن يقدم {matter} التالي.",
        {"need": "طلب المساعدة", "offer": "عرض المساعدة"},
        "ويغتنم المرسل هذه الفرصة ليعرب مجددا إلى {addressee} عن أسمى آيات التقدير.",
        "مقيد التداول",
    ),
    "ru": Wording(
        "ВЕРБАЛЬНАЯ НОТА",
        "Исх. №",
        "Управление по вопросам разоружения Секретариата Организации Объединенных Наций",
        "{sender} свидетельствует свое уважение адресату ({addressee}) и, ссылаясь на Программу "
        "действий по предотвращению и искоренению незаконной торговли стрелковым оружием и легкими "
        "вооружениями во всех ее аспектах и борьбе с ней, имеет честь представить {matter}.",
        {"need": "нижеследующую просьбу о помощи", "offer": "нижеследующее предложение помощи"},
        "{sender} пользуется этой возможностью, чтобы возобновить адресату уверения в своем самом "
        "высоком уважении.",
        "ДЛЯ СЛУЖЕБНОГО ПОЛЬЗОВАНИЯ",
    ),
    "zh": Wording(
        "普通照会",
        "文号",
        "联合国秘书处裁军事务厅",
        "{sender}向{addressee}致意,并谨就《从各个方面防止、打击和消除小武器和轻武器非法贸易的行动纲领》"
        "提交下列{matter}。",
        {"need": "援助请求", "offer": "援助提议"},
        "顺致最崇高的敬意。",
        "内部文件",
    ),
}


def wording_in(language: str) -> Wording:
    """Return the formulas in a language; English where a note is in none of the six."""
    return WORDINGS.get(language, WORDINGS["en"])

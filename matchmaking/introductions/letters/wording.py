"""The formulas of letters about introductions, in the six languages.

They are no strings of the interface: a letter is in the language of its addressee.
"""

from typing import NamedTuple

from matchmaking.introductions.choices import LetterKind

INTEREST, ACCEPTANCE = LetterKind.INTEREST, LetterKind.ACCEPTANCE
REFUSAL, INTRODUCTION, END = LetterKind.REFUSAL, LetterKind.INTRODUCTION, LetterKind.END


class LetterWording(NamedTuple):
    """The fixed words; `sender` and `addressee` are filled in."""

    openings: dict[LetterKind, str]
    request: str
    offer: str
    number: str
    asking: str  # who asks for assistance
    giving: str  # who gives it


LETTER_WORDINGS = {
    "en": LetterWording(
        {
            INTEREST: "{sender} presents its compliments to {addressee} and has the honour to "
            "express its interest in being introduced, through the Assistance Exchange, with a "
            "view to assistance under the Programme of Action on small arms and light weapons.",
            ACCEPTANCE: "{sender} presents its compliments to {addressee} and has the honour to "
            "inform it that it accepts to be introduced to the other party named below.",
            REFUSAL: "{sender} presents its compliments to {addressee} and has the honour to "
            "inform it, with regret, that it cannot accept the introduction named below.",
            INTRODUCTION: "{sender} presents its compliments to {addressee} and has the honour to "
            "introduce to each other the parties to the request and the offer named below, both "
            "of which have agreed to it. They may from now on speak directly to one another.",
            END: "{sender} presents its compliments to {addressee} and has the honour to inform "
            "it that the introduction named below has come to an end.",
        },
        "Request for assistance",
        "Offer of assistance",
        "Introduction No.",
        "Requesting State",
        "Offered by",
    ),
    "fr": LetterWording(
        {
            INTEREST: "{sender} présente ses compliments à l’attention de : {addressee}, et a "
            "l’honneur de faire part de son intérêt pour une mise en relation, par la plateforme "
            "d’échange d’assistance, en vue d’une assistance au titre du Programme d’action "
            "relatif aux armes légères.",
            ACCEPTANCE: "{sender} présente ses compliments à l’attention de : {addressee}, et a "
            "l’honneur de faire savoir que la mise en relation mentionnée ci-après est acceptée.",
            REFUSAL: "{sender} présente ses compliments à l’attention de : {addressee}, et a le "
            "regret de faire savoir que la mise en relation mentionnée ci-après ne peut être "
            "acceptée.",
            INTRODUCTION: "{sender} présente ses compliments à l’attention de : {addressee}, et a "
            "l’honneur de mettre en relation les parties à la demande et à l’offre mentionnées "
            "ci-après, qui y ont toutes deux consenti. Elles peuvent désormais dialoguer "
            "directement.",
            END: "{sender} présente ses compliments à l’attention de : {addressee}, et a l’honneur "
            "de faire savoir que la mise en relation mentionnée ci-après a pris fin.",
        },
        "Demande d’assistance",
        "Offre d’assistance",
        "Mise en relation nº",
        "État demandeur",
        "Proposée par",
    ),
    "es": LetterWording(
        {
            INTEREST: "{sender} presenta sus atentos saludos a {addressee} y tiene el honor de "
            "expresar su interés en ponerse en contacto, por medio del Intercambio de Asistencia, "
            "con miras a la asistencia prevista en el Programa de Acción sobre las armas pequeñas "
            "y ligeras.",
            ACCEPTANCE: "{sender} presenta sus atentos saludos a {addressee} y tiene el honor de "
            "comunicarle que acepta la presentación que se indica a continuación.",
            REFUSAL: "{sender} presenta sus atentos saludos a {addressee} y lamenta comunicarle "
            "que no puede aceptar la presentación que se indica a continuación.",
            INTRODUCTION: "{sender} presenta sus atentos saludos a {addressee} y tiene el honor de "
            "presentar entre sí a las partes en la solicitud y la oferta que se indican a "
            "continuación, que han dado su conformidad. En adelante pueden comunicarse "
            "directamente.",
            END: "{sender} presenta sus atentos saludos a {addressee} y tiene el honor de "
            "comunicarle que la presentación que se indica a continuación ha concluido.",
        },
        "Solicitud de asistencia",
        "Oferta de asistencia",
        "Presentación núm.",
        "Estado solicitante",
        "Ofrecida por",
    ),
    "ar": LetterWording(
        {
            INTEREST: "يهدي المرسل، {sender}، تحياته إلى {addressee}، ويتشرف بأن يعرب عن اهتمامه "
            "بالتعارف عن طريق منصة تبادل المساعدة، بقصد تقديم المساعدة في إطار برنامج العمل "
            "المتعلق بالأسلحة الصغيرة والأسلحة الخفيفة.",
            ACCEPTANCE: "يهدي المرسل، {sender}، تحياته إلى {addressee}، ويتشرف بالإفادة بقبوله "
            "التعريف بالطرف الآخر المذكور أدناه.",
            REFUSAL: "يهدي المرسل، {sender}، تحياته إلى {addressee}، ويؤسفه الإفادة بتعذر قبول "
            "التعريف المذكور أدناه.",
            INTRODUCTION: "يهدي المرسل، {sender}، تحياته إلى {addressee}، ويتشرف بأن يعرّف كلا من "
            "الطرفين في الطلب والعرض المذكورين أدناه بالآخر، وقد وافقا على ذلك. ولهما من الآن "
            "التخاطب مباشرة.",
            END: "يهدي المرسل، {sender}، تحياته إلى {addressee}، ويتشرف بالإفادة بانتهاء التعريف "
            "المذكور أدناه.",
        },
        "طلب المساعدة",
        "عرض المساعدة",
        "رقم التعريف",
        "الدولة الطالبة",
        "مقدم العرض",
    ),
    "ru": LetterWording(
        {
            INTEREST: "{sender} свидетельствует свое уважение адресату ({addressee}) и имеет честь "
            "выразить заинтересованность в установлении контакта через Биржу помощи в целях "
            "оказания помощи в рамках Программы действий по стрелковому оружию и легким "
            "вооружениям.",
            ACCEPTANCE: "{sender} свидетельствует свое уважение адресату ({addressee}) и имеет "
            "честь сообщить о согласии на указанное ниже знакомство с другой стороной.",
            REFUSAL: "{sender} свидетельствует свое уважение адресату ({addressee}) и с сожалением "
            "сообщает, что не может принять предложение об указанном ниже знакомстве.",
            INTRODUCTION: "{sender} свидетельствует свое уважение адресату ({addressee}) и имеет "
            "честь представить друг другу стороны указанных ниже запроса и предложения, которые "
            "дали на это согласие. Отныне они могут сноситься друг с другом напрямую.",
            END: "{sender} свидетельствует свое уважение адресату ({addressee}) и имеет честь "
            "сообщить о завершении указанного ниже знакомства.",
        },
        "Просьба о помощи",
        "Предложение помощи",
        "Знакомство №",
        "Запрашивающее государство",
        "Кем предложена",
    ),
    "zh": LetterWording(
        {
            INTEREST: "{sender}向{addressee}致意，并谨表示有意通过援助交流平台建立联系，"
            "以便在小武器和轻武器《行动纲领》框架内开展援助。",
            ACCEPTANCE: "{sender}向{addressee}致意，并谨通知接受与下述另一方建立联系。",
            REFUSAL: "{sender}向{addressee}致意，并遗憾地通知无法接受下述联系。",
            INTRODUCTION: "{sender}向{addressee}致意，并谨介绍下述请求和提议的双方相互认识，"
            "双方均已同意。双方今后可直接联系。",
            END: "{sender}向{addressee}致意，并谨通知下述联系已经结束。",
        },
        "援助请求",
        "援助提议",
        "联系编号",
        "请求国",
        "提供方",
    ),
}


def letter_wording(language: str) -> LetterWording:
    """Return the formulas in a language; English where a letter is in none of the six."""
    return LETTER_WORDINGS.get(language, LETTER_WORDINGS["en"])

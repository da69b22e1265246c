"""The fixed words of the papers in the six languages.

They are no strings of the interface: a paper is in the language that was chosen for it, whoever
makes it.
"""

from collections.abc import Mapping

from matchmaking.vocabulary.choices import UN_LANGUAGES

# In the order: English, French, Spanish, Arabic, Russian, Chinese.
ORDER = ("en", "fr", "es", "ar", "ru", "zh")
TABLE: dict[str, tuple[str, str, str, str, str, str]] = {
    "dossier": ("Dossier", "Dossier", "Expediente", "ملف", "Досье", "文件汇编"),
    "agenda": ("Agenda", "Ordre du jour", "Orden del día", "جدول الأعمال", "Повестка дня", "议程"),
    "participants": (
        "Participants", "Participants", "Participantes", "المشاركون", "Участники", "与会者",
    ),
    "opening": ("Opening", "Ouverture", "Apertura", "الافتتاح", "Открытие", "开幕"),
    "closing": ("Closing", "Clôture", "Clausura", "الاختتام", "Закрытие", "闭幕"),
    "begins": ("Begins", "Début", "Comienzo", "البداية", "Начало", "开始时间"),
    "ends": ("Ends", "Fin", "Fin", "النهاية", "Окончание", "结束时间"),
    "place": ("Place", "Lieu", "Lugar", "المكان", "Место", "地点"),
    "link": (
        "Link to take part", "Lien de participation", "Enlace para participar", "رابط المشاركة",
        "Ссылка для участия", "参会链接",
    ),
    "languages": ("Languages", "Langues", "Idiomas", "اللغات", "Языки", "语文"),
    "answer_by": (
        "Please answer by", "Réponse attendue avant le", "Se ruega responder antes del",
        "يرجى الرد قبل", "Просьба ответить до", "请于此日前答复",
    ),
    "purpose": ("Purpose", "Objet", "Objetivo", "الغرض", "Цель", "目的"),
    "time": ("Time", "Heure", "Hora", "الوقت", "Время", "时间"),
    "minutes": ("Minutes", "Minutes", "Minutos", "الدقائق", "Минуты", "分钟"),
    "item": ("Item", "Point", "Tema", "البند", "Пункт", "项目"),
    "in_all": ("In all", "Total", "Total", "المجموع", "Всего", "合计"),
    "organisation": (
        "Organisation", "Organisation", "Organización", "المنظمة", "Организация", "组织",
    ),
    "names": ("Names", "Noms", "Nombres", "الأسماء", "Имена", "姓名"),
    "answer": ("Answer", "Réponse", "Respuesta", "الرد", "Ответ", "答复"),
    "yes": ("comes", "participe", "participa", "سيحضر", "участвует", "出席"),
    "no": (
        "does not come", "ne participe pas", "no participa", "لن يحضر", "не участвует", "不出席",
    ),
    "waiting": (
        "no answer yet", "pas encore de réponse", "aún sin respuesta", "لم يرد بعد",
        "ответа пока нет", "尚未答复",
    ),
    "state": ("State", "État", "Estado", "الدولة", "Государство", "国家"),
    "themes": ("Themes", "Thèmes", "Temas", "المواضيع", "Темы", "主题"),
    "priority": ("Priority", "Priorité", "Prioridad", "الأولوية", "Приоритет", "优先级"),
    "wanted": (
        "Wanted", "Période souhaitée", "Plazo deseado", "الفترة المطلوبة", "Срок", "所需时间",
    ),
    "number": ("Number", "Numéro", "Número", "الرقم", "Номер", "编号"),
    "asked_for": (
        "What is asked for", "Ce qui est demandé", "Lo que se solicita", "المطلوب",
        "Что запрашивается", "请求内容",
    ),
    "what": ("What", "Quoi", "Qué", "البيان", "Что", "内容"),
    "unit": ("Unit", "Unité", "Unidad", "الوحدة", "Единица", "单位"),
    "asked": ("Asked", "Demandé", "Solicitado", "المطلوب", "Запрошено", "请求量"),
    "pledged": ("Pledged", "Promis", "Prometido", "المتعهد به", "Обещано", "认捐量"),
    "committed": ("Committed", "Engagé", "Comprometido", "الملتزم به", "Согласовано", "承诺量"),
    "delivered": ("Delivered", "Livré", "Entregado", "المسلَّم", "Поставлено", "交付量"),
    "open": ("Still open", "Reste à couvrir", "Pendiente", "المتبقي", "Остаётся", "尚缺"),
    "money": ("Money", "Montant", "Importe", "المبالغ", "Средства", "金额"),
    "goals": ("Goals", "Objectifs", "Metas", "الأهداف", "Цели", "目标"),
    "goal": ("Goal", "Objectif", "Meta", "الهدف", "Цель", "目标"),
    "today": ("Today", "Aujourd’hui", "Hoy", "اليوم", "Сегодня", "现状"),
    "target": ("Target", "Cible", "Objetivo", "المستهدف", "Цель", "指标"),
    "by": ("By", "Échéance", "Plazo", "الموعد", "Срок", "期限"),
    "from_report": (
        "From the national report", "Extrait du rapport national", "Del informe nacional",
        "من التقرير الوطني", "Из национального доклада", "国家报告摘录",
    ),
    "report": (
        "National report", "Rapport national", "Informe nacional", "التقرير الوطني",
        "Национальный доклад", "国家报告",
    ),
    "question": ("question", "question", "pregunta", "السؤال", "вопрос", "问题"),
    "page": ("page", "page", "página", "الصفحة", "стр.", "页"),
    "best_offers": (
        "Offers that fit best", "Offres les plus adaptées", "Ofertas más adecuadas",
        "أنسب العروض", "Наиболее подходящие предложения", "最匹配的提议",
    ),
    "offer": ("Offer", "Offre", "Oferta", "العرض", "Предложение", "提议"),
    "offered_by": (
        "Offered by", "Proposé par", "Ofrecido por", "مقدم العرض", "Кем предложено", "提议方",
    ),
    "fit": ("Fit", "Adéquation", "Adecuación", "الملاءمة", "Соответствие", "匹配度"),
    "others": (
        "Who else works there", "Qui d’autre y intervient", "Quién más trabaja allí",
        "من يعمل هناك أيضا", "Кто ещё там работает", "当地其他参与方",
    ),
    "kept_back": (
        "kept back by its owner", "réservé par son auteur", "reservado por su titular",
        "محجوب من صاحبه", "скрыто владельцем", "所有方未公开",
    ),
    "closed_to_reader": (
        "A request that is not open to the reader of this paper",
        "Une demande qui n’est pas ouverte au destinataire de ce document",
        "Una solicitud no abierta al destinatario de este documento",
        "طلب غير متاح لقارئ هذه الوثيقة",
        "Просьба, не открытая для получателя этого документа",
        "未向本文件读者开放的请求",
    ),
    "made_for": (
        "Made for", "Établi pour", "Elaborado para", "أعد لصالح", "Составлено для", "编制对象",
    ),
    "public_version": (
        "Public version", "Version publique", "Versión pública", "نسخة علنية",
        "Открытая версия", "公开版",
    ),
    "full_version": (
        "Working copy of the secretariat: not for circulation",
        "Copie de travail du secrétariat : ne pas diffuser",
        "Copia de trabajo de la secretaría: no difundir",
        "نسخة عمل للأمانة: غير معدة للتداول",
        "Рабочий экземпляр секретариата: не для распространения",
        "秘书处工作副本,不得外传",
    ),
    "as_of": ("Figures as of", "Chiffres au", "Cifras al", "الأرقام في", "Данные на", "数据截至"),
    "not_stated": ("not stated", "non indiqué", "no indicado", "غير محدد", "не указано", "未说明"),
    "contents": ("Contents", "Sommaire", "Índice", "المحتويات", "Содержание", "目录"),
    "invitation": ("INVITATION", "INVITATION", "INVITACIÓN", "دعوة", "ПРИГЛАШЕНИЕ", "邀请函"),
    "inviting": (
        "{sender} presents its compliments to {addressee} and has the honour to invite it to the "
        "following round table on assistance under the Programme of Action to Prevent, Combat and "
        "Eradicate the Illicit Trade in Small Arms and Light Weapons in All Its Aspects.",
        "{sender} présente ses compliments à l’attention de : {addressee}, et a l’honneur de "
        "l’inviter à la table ronde ci-après, consacrée à l’assistance au titre du Programme "
        "d’action en vue de prévenir, combattre et éliminer le commerce illicite des armes légères "
        "sous tous ses aspects.",
        "{sender} presenta sus atentos saludos a {addressee} y tiene el honor de invitarle a la "
        "siguiente mesa redonda sobre la asistencia en el marco del Programa de Acción para "
        "Prevenir, Combatir y Eliminar el Tráfico Ilícito de Armas Pequeñas y Ligeras en Todos Sus "
        "Aspectos.",
        "يهدي المرسل، {sender}، تحياته إلى {addressee}، ويتشرف بدعوته إلى المائدة المستديرة "
        "التالية بشأن المساعدة في إطار برنامج العمل لمنع الاتجار غير المشروع بالأسلحة الصغيرة "
        "والأسلحة الخفيفة من جميع جوانبه ومكافحته والقضاء عليه.",
        "{sender} свидетельствует свое уважение адресату ({addressee}) и имеет честь пригласить "
        "его на следующий круглый стол, посвященный помощи в рамках Программы действий по "
        "предотвращению и искоренению незаконной торговли стрелковым оружием и легкими "
        "вооружениями во всех ее аспектах и борьбе с ней.",
        "{sender}向{addressee}致意,并谨邀请贵方出席以下圆桌会议,讨论《从各个方面防止、打击和消除小武器和"
        "轻武器非法贸易的行动纲领》下的援助事宜。",
    ),
    "assurances": (
        "{sender} avails itself of this opportunity to renew to {addressee} the assurances of its "
        "highest consideration.",
        "{sender} saisit cette occasion pour renouveler au destinataire les assurances de sa très "
        "haute considération.",
        "{sender} aprovecha la oportunidad para reiterar a {addressee} las seguridades de su más "
        "alta consideración.",
        "ويغتنم المرسل هذه الفرصة ليعرب مجددا إلى {addressee} عن أسمى آيات التقدير.",
        "{sender} пользуется этой возможностью, чтобы возобновить адресату уверения в своем самом "
        "высоком уважении.",
        "顺致最崇高的敬意。",
    ),
}  # fmt: skip


def words_in(language: str) -> Mapping[str, str]:
    """Return the fixed words in a language of the United Nations; English for any other."""
    place = ORDER.index(language if language in UN_LANGUAGES else "en")
    return {name: words[place] for name, words in TABLE.items()}

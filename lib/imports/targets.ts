/** What can be imported, and where a column of a file can go. Pure: pages show it, tests read it. */

export type Resource = "visitors" | "partners";

/** How the text of a cell becomes a value. */
export type TargetKind = "text" | "list" | "date" | "integer" | "state" | "attendance" | "role" | "registrationType" | "form" | "partner" | "answers";

export type Target = {
  /** dotted name: of the wire (`contact.firstName`), `address.postal.city`, or `answers.` and the question's id */
  key: string;
  /** what people call it; also the heading in exports, so no two are the same */
  label: string;
  group: string;
  kind: TargetKind;
  /** other headings that mean it */
  words: readonly string[];
};

export type AskedQuestion = { id: string; name: string; reference: string | null; type: string };

/** In the order in which people look for them. */
export function targetsOf(resource: Resource, questions: readonly AskedQuestion[] = []): Target[] {
  const own = resource === "visitors" ? VISITOR : PARTNER;
  return resource === "visitors" ? [...own, ...CONTACT, ...ADDRESSES, ...answerTargets(questions, own)] : [...own, ...CONTACT, ...ADDRESSES];
}

function answerTargets(questions: readonly AskedQuestion[], own: readonly Target[]): Target[] {
  const taken = new Set([...own, ...CONTACT, ...ADDRESSES].map(({ label }) => label));
  return questions.map(({ id, name, reference }) => {
    const plain = name.replace(/^\*/, "") || reference || id;
    const label = [plain, `Question: ${plain}`, `${plain} (${reference ?? id})`, `${plain} (${id})`].find((candidate) => !taken.has(candidate)) ?? id;
    taken.add(label);
    return { key: `answers.${id}`, label, group: "Answers", kind: "answers", words: [name, id, ...(reference ? [reference, `answers.${reference}`] : [])] };
  });
}

function target(group: string, key: string, label: string, words: string, kind: TargetKind = "text"): Target {
  return { group, key, label, kind, words: words === "" ? [] : words.split("|") };
}

const shared = (group: string) => [
  target(group, "language", "Language", "taal|sprache|langue|idioma|lingua|语言|لغة"),
  target(group, "tags", "Tags", "tag|schlagworte|etiketten|mots cles|etiquetas", "list"),
  target(group, "labels", "Labels", "label", "list"),
];

const VISITOR: readonly Target[] = [
  target("Registration", "id", "Visitor id", "visitor id|visitorid|bezoeker id|besucher id"),
  target("Registration", "reference", "Reference", "referentie|referenz|référence|referencia|riferimento|ref|external id|externid|external key|编号|参考"),
  target("Registration", "registrationType", "Registration type", "type|visitor type|registratietype|bezoekerstype|registrierungstyp|besuchertyp|ticket|ticket type|type d'inscription|tipo de registro|tipo di registrazione", "registrationType"),
  target("Registration", "registrationState", "State", "status|registration state|registratiestatus|status der registrierung|statut|estado|stato", "state"),
  target("Registration", "attendanceState", "Attendance", "attendance state|aanwezigheid|anwesenheit|présence|asistencia|presenza", "attendance"),
  target("Registration", "form", "Form", "registration form|formulier|formular|formulaire|formulario", "form"),
  target("Registration", "partner", "Partner", "exhibitor|exposant|aussteller|expositor|espositore", "partner"),
  target("Registration", "partnerRole", "Role at the partner", "partner role|role|rol|rolle", "role"),
  target("Registration", "actionCode", "Action code", "actiecode|aktionscode|code promo|código promocional|promo code|discount code"),
  ...shared("Registration"),
];

const PARTNER: readonly Target[] = [
  target("Partner", "id", "Partner id", "partnerid|exhibitor id"),
  target("Partner", "name", "Name", "partner|partner name|company|company name|exhibitor|exhibitor name|naam|exposant|bedrijfsnaam|firmenname|aussteller|nom|expositor|espositore|nombre|nome|参展商"),
  target("Partner", "reference", "Reference", "referentie|referenz|référence|referencia|riferimento|ref|external id|externid|external key|编号|参考"),
  target("Partner", "registrationType", "Registration type", "type|partner type|registratietype|ausstellertyp|registrierungstyp", "registrationType"),
  target("Partner", "boothNumber", "Booth number", "booth|stand|stand number|standnummer|stand no|stand nr|numéro de stand|número de stand|numero stand|展位号"),
  target("Partner", "boothSize", "Booth size", "stand size|standgrootte|standgröße|standgroesse|size|taille du stand|m2"),
  target("Partner", "hall", "Hall", "hal|halle|pavillon|pabellón|padiglione|展馆"),
  target("Partner", "staffLimit", "Staff limit", "staff badges|medewerkers limiet|badges", "integer"),
  ...shared("Partner"),
];

const contact = (name: string, label: string, words: string, kind?: TargetKind) => target("Contact", `contact.${name}`, label, words, kind);
const CONTACT: readonly Target[] = [
  contact("reference", "Contact reference", "contact ref|relatienummer|kundennummer|customer number|customer id|crm id"),
  contact("email", "E-mail", "e-mail address|email|mail|emailadres|e-mailadres|e-mail-adresse|emailadresse|adresse e-mail|courriel|correo|correo electrónico|indirizzo email|电子邮件|邮箱|メール|البريد الإلكتروني"),
  contact("title", "Title", "titel|titre|título|titolo|salutation|aanhef|anrede|civilité|tratamiento|称谓"),
  contact("gender", "Gender", "sex|geslacht|geschlecht|genre|sexe|género|sexo|genere|sesso|性别"),
  contact("firstInitials", "Initials", "first initials|voorletters|initialen|initiales|iniciales|iniziali"),
  contact("firstName", "First name", "firstname|given name|forename|voornaam|roepnaam|vorname|prénom|nombre|nome|nome proprio|名|名字|الاسم الأول"),
  contact("lastNamePrefix", "Name prefix", "last name prefix|infix|prefix|tussenvoegsel|tussenvoegsels|namenszusatz|préfixe"),
  contact("lastName", "Last name", "lastname|surname|family name|achternaam|familienaam|nachname|familienname|zuname|nom|nom de famille|apellido|apellidos|cognome|sobrenome|姓|姓氏|اسم العائلة"),
  contact("suffix", "Suffix", "name suffix|achtervoegsel|suffixe"),
  contact("dateOfBirth", "Date of birth", "birthday|born|birth date|geboortedatum|geburtsdatum|date de naissance|fecha de nacimiento|data di nascita|出生日期", "date"),
  contact("company", "Company", "organisation|organization|company name|employer|bedrijf|bedrijfsnaam|organisatie|firma|firmenname|unternehmen|société|entreprise|empresa|compañía|azienda|società|公司|会社名|شركة"),
  contact("department", "Department", "afdeling|abteilung|département|service|departamento|reparto|dipartimento|部门"),
  contact("jobFunction", "Function", "job|job function|job title|position|functie|funktion|fonction|poste|cargo|función|funzione|ruolo|职位|职务"),
  contact("phone1", "Phone", "phone 1|phone number|telephone|tel|telefoon|telefoonnummer|telefon|telefonnummer|téléphone|teléfono|telefono|电话|هاتف"),
  contact("phone2", "Phone 2", "mobile|mobile phone|cell|cell phone|mobiel|mobiele telefoon|gsm|mobil|mobiltelefon|handy|portable|móvil|cellulare|手机"),
  contact("fax", "Fax", "faxnummer|telefax"),
  contact("website", "Website", "web|url|homepage|site web|sitio web|sito web|网站"),
  contact("vatNumber", "VAT number", "vat|btw nummer|btw-nummer|ust-id|ustid|umsatzsteuer-id|numéro de tva|nif|partita iva"),
  contact("cocNumber", "Chamber of commerce number", "coc number|coc|kvk|kvk nummer|kvk-nummer|handelsregisternummer|siret|siren"),
  contact("type", "Contact type", "type of contact|relatietype|kontakttyp"),
  contact("comments", "Comments", "comment|notes|remarks|opmerkingen|opmerking|notities|bemerkungen|anmerkungen|commentaires|remarques|comentarios|note|备注"),
];

/** Members of an address with their headings; the postal one is what a file means that says no more. */
const ADDRESS_MEMBERS: readonly [name: string, label: string, words: string][] = [
  ["name", "Name at the address", "address name"],
  ["address", "Address", "street|address line 1|straat|straatnaam|adres|straße|strasse|adresse|anschrift|rue|dirección|calle|indirizzo|via|地址|العنوان"],
  ["houseNumber", "House number", "number|huisnummer|hausnummer|numéro|número|numero civico"],
  ["houseNumberSuffix", "House number suffix", "huisnummer toevoeging|toevoeging|hausnummerzusatz"],
  ["postalCode", "Postcode", "postal code|zip|zip code|zipcode|post code|plz|postleitzahl|code postal|código postal|cap|codice postale|邮编"],
  ["city", "Town", "city|place|plaats|woonplaats|stad|ort|stadt|wohnort|ville|ciudad|población|città|城市|مدينة"],
  ["state", "State or province", "province|region|county|provincie|bundesland|land/provinz|région|provincia|regione|省"],
  ["country", "Country", "land|pays|país|pais|paese|nation|国家|国|بلد"],
];
const ADDRESSES: readonly Target[] = [
  { type: "postal", group: "Postal address", before: "" },
  { type: "visit", group: "Visiting address", before: "Visiting address: " },
  { type: "invoice", group: "Invoice address", before: "Invoice address: " },
].flatMap(({ type, group, before }) =>
  ADDRESS_MEMBERS.map(([name, label, words]) => target(group, `address.${type}.${name}`, before ? before + label.toLowerCase() : label, before ? "" : words)),
);

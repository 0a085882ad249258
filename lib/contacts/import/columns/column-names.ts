import type { ImportField } from '@/lib/contacts/views'
import type { OptOutKind } from '../cells/read-opt-out'
import { plainWords } from './plain-words'

/** What the name of a column suggests. `rank` orders columns of the same field, the lowest first. */
export type NameGuess = { field: Exclude<ImportField, 'ignore'>; rank: number; kind?: OptOutKind }

/** Names of people other than the contact, and facts about an address or number instead of the value. */
const OTHER_PEOPLE =
  /\b(assistant|asst|manager|owner|spouse|partner s?|children|child|referred|referrer|agent|realtor|broker|created by|modified by|changed by|assigned|inspector|lender|user|sender|from|responsible|contact for|besitzer|zustandig|assistenz|betreuer|vorgesetzter|ehepartner|conjoint|responsable|proprietaire|asistente|conyuge|assistente|coniuge|assistent|echtgenoot|conjuge|father|mother|parent|emergency|sales rep|coordinator|recruiter|verkaufer|inhaber)\b/
const ABOUT_A_VALUE =
  /\b(label|type|typ|display name|domain|count|number of|nb|quality|score|rating|preferred|preference|frequency|format|client|template|campaign|subject|link|url|provider|verified|validation|hash|extension|ext|country code|description|opened|clicked|delivered|replied|sends?|last sent|first sent|conversation|confirmed date|source file)\b/

const EMAIL_WORD =
  '(?:(?:e ?)?[m]ails?|courriel|mel|correo(?: electronico)?|correio eletronico|correio electronico|posta elettronica|messagerie|(?:e ?)?mailadres(?:se)?|endereco eletronico|direccion electronica|adresse electronique|elektronische post)'
/** The word, with words around it that only say whose or which address it is. */
const EMAIL = new RegExp(
  `^(?:(?:your|primary|main|contact|client|customer|lead|buyer|seller|home|work|personal|business|other|secondary|additional|alternate|alternative|private|haupt|subscriber|member|user s|adresse|adresses|address|direccion|direcciones|indirizzo|indirizzi|endereco|de|del|di|do|d) )*${EMAIL_WORD}(?: ?\\d{1,2})?(?: (?:address|addresses|adresse|adressen|adres|id|value|wert|professionnelle?|personnelle?))?(?: (?:\\d{1,2}|work|home|personal|private|privat|geschaftlich|primary|main|business|other))?$`,
)
/** `Phone`, but no fax. */
const PHONE =
  /\b(phones?|ph|mobile|mobiles|mobil|mobilnummer|mobiltelefon|cell|cellphone|cellular|tel|telephone|telefon|telefonnummer|telefone|telefono|telefoon|telefoonnummer|handy|handynummer|rufnummer|portable|movil|celular|cellulare|telemovel|gsm|whatsapp|fixe|festnetz)\b/
const NOT_A_PHONE =
  /\b(fax|pager|telex|isdn|tty|tdd|callback|call|opt|optin|consent|radio|company main|time|date|sms|carrier|text|line type|dnc|permission|status|country|subscribed|assistant)\b/

const FIRST_NAME =
  /^((contact|legal|billing|customer|client|primary|lead|buyer) )?(first ?names?|first|given ?names?|fore ?names?|christian name|f ?name|vor ?namen?|rufname|prenoms?|primer nombre|nombre de pila|nombres|voor ?na(?:am|men)|roepnaam|primeiro nome|nome proprio|nome di battesimo|imie|fornamn|fornavn|etunimi)$/
const LAST_NAME =
  /^((contact|legal|billing|customer|client|primary|lead|buyer) )?(last ?names?|last|sur ?names?|family ?names?|l ?name|nach ?namen?|familien ?name|zuname|nom de famille|nom famille|apellidos?|primer apellido|cognome|achter ?naam|familienaam|sobrenome|apelido|ultimo nome|nazwisko|efternamn|etternavn|efternavn|sukunimi|last name surname|surname last name)$/
/** `van der` in its own column, as Dutch and Belgian programs have it. */
const LAST_NAME_PREFIX =
  /^((achter ?naam|naam|last name|surname|name|family name) )?(tussen ?voegsels?|voor ?voegsels?|tv|tussenv|voorv|prefix|prefixes|infix|namens ?zusatz|vorsatz ?wort|particule|preposition)( (achter ?naam|naam|last name|surname))?$/
/** In some languages the last name if there is a column for the first. */
const FULL_NAME =
  /^((contact|full|complete|person|client|customer|lead|subscriber|display|buyer|legal) )*(name|names|nom|nombre|nome|naam|nom complet|nombre completo|nome completo|nome e cognome|nom et prenom|nom prenom|prenom nom|nombre y apellidos?|volledige naam|vollstandiger name|vor und nachname|name vorname|last name first name|lastname firstname|nachname vorname|fullname|anzeigename|kontakt|contact|full|contacts|contato|contatto|contacto|lead|client|customer|ansprechpartner)$/
const TAGS =
  /^((contact|client|lead|member|customer) )?(tags?|hash ?tags?|labels?|groups?|group membership|group memberships|categor(y|ies)|segments?|interests?|type|types|kategorien?|gruppen?|schlagworter|stichworter|etiquettes?|categories|groupes?|mots cles|etiquetas?|categorias?|grupos?|etichett[ae]|categori[ae]|grupp[oi]|labels|groepen|groep|categorieen|trefwoorden|marcadores)$/

const SOURCE =
  /\b(consent|opt ?in|permission|subscri\w*|sign ?up|einwilligung\w*|anmelde\w*|consentement|consentimiento|consenso|toestemming|consentimento|inscription)\b.*\b(source|from|where|method|form|quelle|herkunft|origen|origine|bron|origem|ort)\b|^((lead|original|contact) )?(source|sources|quelle|herkunft|origen|origine|bron|origem|fonte|fuente|provenance)$|^(e ?mail )?(update|permission) source$/

/** Other ways to reach people. An opt-out of texts is not one of emails. */
const OTHER_CHANNEL =
  /\b(sms|text|texts|texting|phone|phones|call|calls|calling|fax|post|postal|direct mail|mobile|telefon|telefone|telefono|telefoon|appel|anruf|whatsapp|push|voicemail|letter|allow mail[s])\b/
const NOT_OPT_OUT =
  /\b(campaign|title|id|ip|count|number|rate|soft bounce|other|by|link|url|page|source|score|rating|latitude|longitude|unread|non marketing)\b/
const OUT =
  /\b(un ?sub\w*|opt(ed)? ?outs?|optouts?|has opted out|clean(ed)?( time| date| at| on)?$|(hard )?bounc\w*|do not (e ?mail|contact|market|send|solicit|allow)\w*|dont (e ?mail|contact)|no (e ?mail\w*|marketing|contact|newsletter)|not (e ?mailed|mailed)|never email|e ?mail (blocked|invalid|suppress\w*)|invalid e ?mail|suppress(ed|ion|ions)?|black ?list\w*|complain\w*|spam\w*|abuse|marked as spam|abgemeldet|abmelde\w*|abbestell\w*|widerruf\w*|widerspruch|werbesperre|desabonn\w*|desinscri\w*|desinscripcion|baja|dado de baja|cancelad\w*|disiscri\w*|disiscritto|uitgeschreven|afgemeld|uitschrijf\w*|descadastr\w*|cancelamento|e ?mail opt ?out|removed|keine werbung|ablehnung|ne pas contacter|no contactar|non contattare|niet mailen|nicht kontaktieren|nao contatar)\b/
const IN =
  /\b(opt(ed)? ?ins?|optins?|consent\w*|subscri(bed|ption|be)\b|subscriber|permission|accepts? (e ?mail )?marketing|marketing (consent|permission|allowed|opt ?in|e ?mail[s]?)|e ?mail marketing|newsletter|gdpr|dsgvo|einwilligung\w*|einverstandnis\w*|werbeerlaubnis|werbeeinwilligung|consentement\w*|abonne|consentimiento\w*|suscrit\w*|consenso|iscritt\w*|toestemming\w*|ingeschreven|aangemeld|consentimento|inscrit\w*|e ?mail allowed|werbung erlaubt|datenschutz zugestimmt|acepta marketing|accetta marketing|can e ?mail|receive\w* e ?mail[s]?|allow e ?mail[s]?|mailable|agrees?|agreed)\b/
const STATUS =
  /^((e ?mail|contact|subscriber|subscription|member|mailing|marketing|consent|newsletter|account|list|opt ?in|delivery|current|mail|profile|recipient) )*(status|state|statut|estado|stato|e ?mail permission status|permission status|zustand|situacao|situation|unsubscribed mode)$/
/** The state of a subscription in other languages: `Statut de l’abonnement`. */
const SUBSCRIPTION_STATE =
  /^(statut|estado|stato|status|situacao|situation)( de| del| di| da| do| della| van)?( l)? ?(abonnement|abonne|suscripcion|suscriptor|iscrizione|inschrijving|inscricao|assinatura|anmeldung|newsletter|e ?mail|contacto?|contatto|contato)$/
const IS_DATE =
  /\b(date|day|\w*datum|at|on|time|timestamp|since|when|datum|am|seit|zeitpunkt|le|fecha|el|data|il|op|em|ts|utc|depuis|desde|dal|sinds)\b/
/** Dates of consent, also without a word for a date: their cells are dates. */
const CONSENT_DATE =
  /\b(consent\w*|opt(ed)? ?in|optin|confirm(ed|ation)?|subscri(bed|ption|be|ber)|sign(ed)? ?up|permission|einwilligung\w*|einverstandnis|zustimmung|angemeldet|anmeldung|anmelde\w*|registriert|bestatigt|consentement|inscription|inscrit|abonne\w*|consentimiento|suscripcion|suscrit\w*|alta|consenso|iscrizione|iscritt\w*|toestemming\w*|aanmeld\w*|aangemeld|ingeschreven|inschrijf\w*|consentimento|inscricao|inscrit\w*|gdpr|dsgvo)\b/

/** Guesses a field by the name of the column alone. Null if the name says nothing. */
export function guessByName(column: string): NameGuess | null {
  const name = plainWords(column)
  if (!name) return null
  return optOutName(name) ?? consentName(name) ?? personName(name)
}

/** Names that are recognized, to find the header of a file. */
export const isKnownColumn = (name: string): boolean => name.length <= 80 && guessByName(name) !== null

function optOutName(name: string): NameGuess | null {
  const isOtherChannel = OTHER_CHANNEL.test(name) && !/\be ?mail[s]?\b/.test(name)
  if (isOtherChannel || NOT_OPT_OUT.test(name)) return null
  if (OUT.test(name)) return { field: 'optOut', rank: 0, kind: 'out' }
  if (SUBSCRIPTION_STATE.test(name)) return { field: 'optOut', rank: 1, kind: 'in' }
  if (STATUS.test(name)) return { field: 'optOut', rank: 2, kind: IN.test(name) ? 'in' : 'status' }
  if (IN.test(name) && !IS_DATE.test(name) && !SOURCE.test(name))
    return { field: 'optOut', rank: 1, kind: 'in' }
  return null
}

function consentName(name: string): NameGuess | null {
  if (/\b(ip|id|latitude|longitude|text|by|url|page|version|country)\b/.test(name)) return null
  if (SOURCE.test(name)) return { field: 'consentSource', rank: /consent|opt/.test(name) ? 0 : 1 }
  if (!CONSENT_DATE.test(name) || !IS_DATE.test(name)) return null
  return { field: 'consentAt', rank: /consent|einwillig|toestemming/.test(name) ? 0 : 1 }
}

function personName(name: string): NameGuess | null {
  if (
    /^(e ?mail|mailing|postal|street|home|work|business) ?(street|city|state|zip|postal|country)/.test(name)
  )
    return null
  if (OTHER_PEOPLE.test(name)) return null
  if (FIRST_NAME.test(name)) return { field: 'firstName', rank: 0 }
  if (LAST_NAME.test(name)) return { field: 'lastName', rank: 0 }
  if (LAST_NAME_PREFIX.test(name)) return { field: 'lastNamePrefix', rank: /voegsel/.test(name) ? 0 : 1 }
  if (FULL_NAME.test(name)) return { field: 'fullName', rank: /full|complet|volled/.test(name) ? 0 : 1 }
  if (TAGS.test(name))
    return { field: 'tags', rank: /tag|label|group|etiquet/.test(name) ? 0 : /type/.test(name) ? 2 : 1 }
  if (EMAIL.test(name)) return { field: 'email', rank: emailRank(name) }
  if (ABOUT_A_VALUE.test(name)) return null
  if (PHONE.test(name) && !NOT_A_PHONE.test(name)) return { field: 'phone', rank: phoneRank(name) }
  return null
}

function phoneRank(name: string): number {
  const kind = /\b(mobile?|mobil\w*|cell\w*|handy\w*|movil|celular|telemovel|portable|gsm|whatsapp)\b/.test(
    name,
  )
    ? 0
    : /primary|main|haupt/.test(name)
      ? 1
      : /home|privat|domicile|casa|thuis/.test(name)
        ? 3
        : /work|business|office|geschaft|bureau|company/.test(name)
          ? 4
          : /other|autre|andere|weitere/.test(name)
            ? 5
            : 2
  return 10 * kind + numberIn(name)
}

function emailRank(name: string): number {
  const kind = /other|secondary|additional|alternat|weitere|autre/.test(name) ? 2 : 1
  return 10 * kind + numberIn(name) - (/primary|main|haupt/.test(name) ? 9 : 0)
}

/** `E-mail 2 - Value` comes after `E-mail 1 - Value`. */
const numberIn = (name: string): number => Math.min(9, Number(/\b(\d{1,2})\b/.exec(name)?.[1] ?? 0))

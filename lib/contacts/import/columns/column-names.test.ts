import { describe, expect, test } from 'vitest'
import { readFullName } from '../cells/read-name'
import { guessByName } from './column-names'

const FIELDS: Record<string, string[]> = {
  email: [
    'E-mail 1 - Value',
    'Email1',
    'Primary Email',
    'Client Email',
    'Adresse de messagerie',
    'Dirección de correo electrónico',
    'Indirizzo posta elettronica',
    'E-mailadres',
    'Endereço de correio eletrónico',
  ],
  phone: [
    'Mobile #',
    'Tél. mobile',
    'Teléfono móvil',
    'Numero di cellulare',
    'Mobiele telefoon',
    'Telemóvel',
    'MOBILEPHONE',
  ],
  'optOut out': [
    'Email Opt Out',
    'HASOPTEDOUTOFEMAIL',
    'Unsubscribed at',
    'UNSUB_TIME',
    'CLEAN_TIME',
    'Not mailed because',
    'Suppression reason',
    'Abmeldedatum',
    'Date de désinscription',
    'Data disiscrizione',
    'Uitgeschreven',
    'Data de descadastro',
  ],
  'optOut in': [
    'Opt-in status',
    'Consent status',
    'Accepts Marketing',
    'Estado de suscripción',
    'Statut de l’abonnement',
  ],
  consentAt: [
    'OPTIN_TIME',
    'Subscribed on',
    'Opt-in date',
    'Einwilligung am',
    'Anmeldedatum',
    'Fecha de suscripción',
  ],
  consentSource: ['Consent source', 'Lead Source'],
  lastNamePrefix: [
    'Tussenvoegsel',
    'Tussenvoegsels',
    'Voorvoegsel achternaam',
    'Naam voorvoegsel',
    'Tv',
    'Prefix',
  ],
  nothing: [
    'E-mail 1 - Label',
    'Email Domain',
    'E-mail Display Name',
    'Agent Email',
    'Assistant’s Phone',
    'Business Fax',
    'Phone opt in',
    'SMS opt-out',
    'Do Not Call',
    'Email Sent',
    'Last Stay-in-Touch Request Date',
    'UNSUB_CAMPAIGN_TITLE',
    'OPTIN_IP',
    'Phonetic First Name',
    'Company Name',
    'Spouse Name',
  ],
}

describe.each(Object.entries(FIELDS))('R43: names of columns for %s', (field, names) => {
  test.each(names)('%s', (name) => {
    const guess = guessByName(name)
    expect([guess?.field ?? 'nothing', guess?.kind ?? ''].join(' ').trim()).toBe(field)
  })
})

test.each([
  ['Smith, John', 'John', 'Smith'],
  ['Dr. Ann Lee', 'Ann', 'Lee'],
  ['Mr Smith', '', 'Smith'],
  ['Ludwig van Beethoven', 'Ludwig', 'van Beethoven'],
  ['José Ortega y Gasset', 'José', 'Ortega y Gasset'],
  ['Charlotte Church', 'Charlotte', 'Church'],
  ['Juan y María Pérez', '', 'Juan y María Pérez'],
  ['Smith, John and Mary', '', 'John and Mary Smith'],
  ['Mr. & Mrs. Smith', '', 'Mr. & Mrs. Smith'],
  ['Acme, Inc.', '', 'Acme, Inc.'],
  ['Müller AG', '', 'Müller AG'],
  ['Familie Müller', '', 'Familie Müller'],
  ['Berg, Anna van der', 'Anna', 'van der Berg'],
  ['Hof, Joost van ’t', 'Joost', 'van ’t Hof'],
  ['Silva, Ana da', 'Ana', 'da Silva'],
  ['Annunzio, Gabriele d’', 'Gabriele', 'd’Annunzio'],
  ['Smith, Van', 'Van', 'Smith'],
  ['van Dyke, Dick', 'Dick', 'van Dyke'],
  ['Ann Lee (ann@people.example)', 'Ann', 'Lee'],
])('R43: the name “%s” has the first name “%s”', (name, firstName, lastName) => {
  expect(readFullName(name)).toEqual({ firstName, lastName })
})

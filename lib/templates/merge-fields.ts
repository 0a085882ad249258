import type { Branding, MergeField } from './views'

/** A picture that we host (`picture:<file name>`), which a listing card shows. It is not written into a text. */
export const PHOTO_FIELD = 'property_photo'

/** The fields a template can use. `details` are filled in once per campaign. */
export const mergeFields: readonly MergeField[] = [
  { name: 'first_name', label: 'First name', example: 'Ann', of: 'person' },
  { name: 'last_name', label: 'Last name', example: 'Lee', of: 'person' },
  { name: 'full_name', label: 'Full name', example: 'Ann Lee', of: 'person' },
  { name: 'email', label: 'Email address', example: 'ann@example.com', of: 'person' },
  { name: 'agency_name', label: 'Agency name', example: '', of: 'agency' },
  { name: 'agency_phone', label: 'Agency phone', example: '', of: 'agency' },
  { name: 'agency_website', label: 'Agency website', example: '', of: 'agency' },
  { name: 'agency_address', label: 'Agency address', example: '', of: 'agency' },
  { name: 'agent_name', label: 'Agent', example: 'Sam Rivera', of: 'details' },
  {
    name: 'property_address',
    label: 'Property address',
    example: '8215 Ashworth Ave N, Seattle',
    of: 'details',
  },
  { name: 'property_price', label: 'Price', example: '$845,000', of: 'details' },
  {
    name: 'property_facts',
    label: 'Property summary',
    example: '4 bed, 2.5 bath, 1,950 sq ft',
    of: 'details',
  },
  {
    name: 'property_url',
    label: 'Listing link',
    example: 'https://example.com/listing',
    of: 'details',
  },
  { name: PHOTO_FIELD, label: 'Listing photo', example: '', of: 'details' },
  { name: 'open_house', label: 'Open house', example: 'Saturday, 11 AM to 1 PM', of: 'details' },
  { name: 'area', label: 'Area', example: 'Green Lake', of: 'details' },
  {
    name: 'figure',
    label: 'Key figure',
    example: 'a median price of $612,000, up 4% from last year',
    of: 'details',
  },
  {
    name: 'report_url',
    label: 'Report link',
    example: 'https://example.com/report',
    of: 'details',
  },
]

export type MergeValues = Record<string, string>
export type Person = { email: string; firstName: string; lastName: string }

export const fieldOf = (name: string) => mergeFields.find((field) => field.name === name)

function valuesOfPerson({ email, firstName, lastName }: Person): MergeValues {
  const full = `${firstName} ${lastName}`.trim()
  return { first_name: firstName, last_name: lastName, full_name: full, email }
}

export function valuesOfAgency({ agencyName, phone, website, postalAddress }: Branding): MergeValues {
  return {
    agency_name: agencyName,
    agency_phone: phone,
    agency_website: website,
    agency_address: postalAddress,
  }
}

/** The values for one recipient. A campaign’s value for a personal field is the fallback for people without one. */
export function valuesFor(details: MergeValues, person: Person): MergeValues {
  const known = Object.entries(valuesOfPerson(person)).filter(([, value]) => value.trim() !== '')
  return { ...details, ...Object.fromEntries(known) }
}

/** Sample values for previews. */
export const exampleValues: MergeValues = Object.fromEntries(
  mergeFields.filter(({ of }) => of !== 'agency').map(({ name, example }) => [name, example]),
)

/** The demo's CRM: sends REAXML like any other CRM. */

export type Home = {
  id: string
  street: string
  suburb: string
  postcode: string
  price: string
  headline: string
  bedrooms: number
  bathrooms: number
  features: string
  status?: string
  /** Photo URLs. */
  photos: string[]
}

export function fileOf(homes: readonly Home[], at: Date): string {
  const time = at.toISOString().slice(0, 19).replace('T', '-')
  const listings = homes.map(
    (home) => `<residential modTime="${time}" status="${home.status ?? 'current'}">
  <agentID>HARBOUR</agentID><uniqueID>${home.id}</uniqueID>
  <price display="yes">${home.price}</price>
  <address display="yes"><street>${home.street}</street><suburb>${home.suburb}</suburb><state>WA</state><postcode>${home.postcode}</postcode><country>USA</country></address>
  <headline>${home.headline}</headline>
  <description>${home.headline}. Contact us to arrange a viewing.</description>
  <features><bedrooms>${home.bedrooms}</bedrooms><bathrooms>${home.bathrooms}</bathrooms><otherFeatures>${home.features}</otherFeatures></features>
  <listingAgent id="1"><name>Adam Ng</name></listingAgent>
  <objects>${home.photos.map((url, i) => `<img id="${i === 0 ? 'm' : String.fromCharCode(96 + i)}" url="${url}"/>`).join('')}</objects>
</residential>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<propertyList date="${time}">
${listings.join('\n')}
</propertyList>
`
}

/** Sample REAXML for tests, in the form CRMs send it. */

export type Sample = { kind?: string; id?: string; status?: string; modTime?: string; inner?: string }

export const address = `<address display="yes"><subNumber>2</subNumber><streetNumber>15</streetNumber>
  <street>Hill Street</street><suburb display="yes">Carlton</suburb><state>VIC</state><postcode>3053</postcode><country>AUS</country></address>`

export const details = `<headline>Light on three sides</headline>
  <description>Quiet &amp; sunny.<br/>Near the park.</description>
  <features><bedrooms>3</bedrooms><bathrooms>2</bathrooms><garages>1</garages><carports>1</carports>
    <airConditioning>yes</airConditioning><dishwasher>1</dishwasher><tennisCourt>no</tennisCourt><otherFeatures>Wine cellar, Bay window</otherFeatures></features>
  <landDetails><area unit="squareMeter">412.5</area></landDetails>
  <listingAgent id="1"><name>Ann Lee</name><telephone type="mobile">0400 000 000</telephone><email>ann@agency.test</email></listingAgent>
  <objects><img id="b" url="https://photos.test/b.jpg"/><img id="m" url="https://photos.test/m.jpg"/><img id="a" url="file:///etc/passwd"/></objects>
  <inspectionTimes><inspection>5-Dec-2026 11:00am to 11:30am</inspection></inspectionTimes>`

/** Every number has its own house, because the same address under another id is a relisting: P1 is at 15, P2 at 16. */
export const addressOf = (id: string): string =>
  address.replace('>15<', `>${14 + Number(/\d+$/.exec(id)?.[0] ?? 1)}<`)

export function sample({
  kind = 'residential',
  id = 'P1',
  status = 'current',
  modTime = '2026-11-20-10:30:00',
  inner = `<price display="yes">650000</price>${addressOf(id)}${details}`,
}: Sample = {}): string {
  return `<${kind} modTime="${modTime}" status="${status}"><agentID>AGENCY</agentID><uniqueID>${id}</uniqueID>${inner}</${kind}>`
}

export function file(...listings: string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE propertyList SYSTEM "http://reaxml.realestate.com.au/propertyList.dtd">
<propertyList date="2026-11-20-10:31:00" username="crm" password="x">
${listings.join('\n')}
</propertyList>`
}

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

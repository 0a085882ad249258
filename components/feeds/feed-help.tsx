import Link from 'next/link'
import { HelpTopic } from '@/components/billing/help/help-topic'
import { Card, CardHeader } from '@/components/ui/card'
import { Table, Td, Th } from '@/components/ui/table'
import { formatCredits, formatNumber } from '@/lib/core/text/format'

type Props = {
  /** The price of one post now. 0 when the plan does not count posts. */
  priceCredits: number
  mayConnect: boolean
  limits: { megabytes: number; listings: number; filesAMinute: number; bigImportPosts: number }
}

const link = 'font-medium text-brand-ink underline underline-offset-3'

/** How to connect a CRM. Costs come from the rate card. */
export function FeedHelp({ priceCredits, mayConnect, limits }: Props) {
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
        <HelpTopic id="ways" title="Two ways to connect">
          <p>
            <strong>Your CRM sends files to us.</strong> Connect the CRM and give its administrator the secret
            URL as the export destination. We show the URL once. Anyone who has it can send listings, and
            nothing else.
          </p>
          <p>
            <strong>We fetch files from you.</strong> Enter the URL of your export and how often to fetch it.
            The URL must be public. We skip files that haven’t changed.
          </p>
          <p>
            To try it out, upload a file under{' '}
            <Link href="/workspace-settings?tab=feeds" className={link}>
              Property feeds
            </Link>{' '}
            in the settings. You see the cost before anything is imported.
          </p>
          {!mayConnect && <p>Only an owner or admin can connect a CRM.</p>}
        </HelpTopic>
        <HelpTopic id="files" title="File formats">
          <p>
            <strong>REAXML</strong>, which most CRMs export. Each listing needs a <code>uniqueID</code> and a
            status. A <code>modTime</code> keeps older files from overwriting newer data.
          </p>
          <p>
            <strong>RESO JSON</strong>: an array of listings, or an object with the array under{' '}
            <code>value</code>, as Bridge, Trestle, MLS Grid, Spark and SimplyRETS send it. Each listing needs
            a <code>ListingKey</code> and a <code>StandardStatus</code>. When we fetch a feed, we follow its
            pages.
          </p>
          <p>
            <strong>Rightmove BLM</strong> (version 3 and 3i). Photos must be URLs. If we fetch the file from
            a URL without a password or query, they can also be files in the same folder, whose URL is then
            visible in posts.
          </p>
          <p>
            A file can have up to {formatNumber(limits.megabytes)} MB and {formatNumber(limits.listings)}{' '}
            listings. You can send all listings or only those that changed: listings that aren’t in a file
            stay as they are, unless you turn on “Every file has all listings” for the feed. If we can’t read
            a listing, we report it and import the others.
          </p>
          <p>To test your secret URL from the command line:</p>
          <pre className="rounded-control bg-sunken p-3 text-sm wrap-anywhere whitespace-pre-wrap">
            <code>curl --data-binary @listings.xml https://your-secret-url</code>
          </pre>
        </HelpTopic>
        <Card aria-labelledby="help-responses">
          <CardHeader id="help-responses" title="Responses" />
          <Table>
            <thead>
              <tr>
                <Th>Status</Th>
                <Th>Meaning</Th>
              </tr>
            </thead>
            <tbody>
              {responsesOf(limits).map(([code, meaning]) => (
                <tr key={code}>
                  <Th scope="row" className="text-sm text-ink">
                    {code}
                  </Th>
                  <Td>{meaning}</Td>
                </tr>
              ))}
            </tbody>
          </Table>
        </Card>
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
        <HelpTopic id="cost" title="What costs credits">
          <p>
            {priceCredits > 0
              ? `Each new listing on the market gets a post for your social networks, for ${formatCredits(priceCredits)}.`
              : 'Each new listing on the market gets a post for your social networks, included in your plan.'}{' '}
            You’re charged once per listing, even if it is sent again.
          </p>
          <p>
            Updates, duplicates, and sold, leased or withdrawn listings are free. We check each post against
            its listing. If a post doesn’t match, we discard it and you aren’t charged.
          </p>
        </HelpTopic>
        <HelpTopic id="waits" title="What needs your approval">
          <ul className="list-disc space-y-2 pl-5">
            <li>Posts that would use all of your remaining credits.</li>
            <li>
              Imports with more than {formatNumber(limits.bigImportPosts)} new posts that would use more than
              half of your credits.
            </li>
            <li>Posts over a spending limit, and posts for listings received while a feed is paused.</li>
            <li>Posts whose price has changed, and posts that failed.</li>
            <li>Homes relisted under a new ID at an address that got a post in the last 12 months.</li>
            <li>Listings whose text has wording that fair housing law doesn’t allow.</li>
          </ul>
          <p>Listings are always imported. You see the total before you approve.</p>
        </HelpTopic>
        <HelpTopic id="display" title="What is never published">
          <p>
            We follow the display rules of your board and your agents. Listings that can’t be shown online get
            no post. Hidden addresses and prices never appear in posts, titles or pictures. Private remarks
            are never used.
          </p>
        </HelpTopic>
        <HelpTopic id="end" title="Pausing and disconnecting">
          <p>
            <strong>Pausing</strong> stops new posts. Listings are still imported.
          </p>
          <p>
            <strong>Disconnecting</strong> turns off the secret URL and fetching. Listings and posts are kept,
            and you choose what happens to posts that haven’t been created. You can reconnect the CRM later
            with a new URL.
          </p>
          <p>If someone else got the secret URL, create a new one. The old one stops working immediately.</p>
        </HelpTopic>
      </div>
    </div>
  )
}

const responsesOf = ({ megabytes, filesAMinute }: Props['limits']): [code: string, meaning: string][] => [
  ['202', 'File received. We import it within seconds. The response has the ID of the import.'],
  ['400', 'The file is empty.'],
  ['404', 'Unknown or expired URL. Request a new one.'],
  ['410', 'The CRM is disconnected.'],
  ['413', `The file is larger than ${formatNumber(megabytes)} MB, or your storage is full.`],
  ['429', `More than ${formatNumber(filesAMinute)} files in a minute. Wait as long as Retry-After says.`],
]

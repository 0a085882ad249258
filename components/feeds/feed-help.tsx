import Link from 'next/link'
import { HelpTopic } from '@/components/billing/help/help-topic'
import { Card, CardHeader } from '@/components/ui/card'
import { Table, Td, Th } from '@/components/ui/table'
import { formatCredits, formatNumber } from '@/lib/core/text/format'

type Props = {
  /** Of one post now; 0 where the plan does not count them. */
  priceCredits: number
  mayConnect: boolean
  limits: { megabytes: number; listings: number; filesAMinute: number; bigImportPosts: number }
}

const link = 'font-medium text-brand-ink underline underline-offset-3'

/** What a person needs to know to connect their CRM. No cost is written here: it comes from the rate card. */
export function FeedHelp({ priceCredits, mayConnect, limits }: Props) {
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
        <HelpTopic id="ways" title="Two ways to connect">
          <p>
            <strong>Your CRM sends files to us.</strong> Connect it, and give the secret address that you are
            shown to whoever looks after your CRM, as the place to export to. It is shown once; whoever knows
            it can send listings and nothing else.
          </p>
          <p>
            <strong>We fetch a file from you.</strong> Give the address where your CRM or your website keeps
            its export, and how often to ask it. A file that did not change is not fetched again. The address
            must be on the open internet.
          </p>
          <p>
            To try it out, a file can also be taken in by hand on the{' '}
            <Link href="/property-feed" className={link}>
              property feed
            </Link>
            . It says what a file would cost before anything of it is stored.
          </p>
          {!mayConnect && <p>An owner or admin of this workspace connects a CRM.</p>}
        </HelpTopic>
        <HelpTopic id="files" title="What a file looks like">
          <p>
            <strong>REAXML</strong>, as most CRMs export it: each listing with its <code>uniqueID</code>, its
            status and, to be sure of the order, its <code>modTime</code>. Or <strong>RESO-style JSON</strong>
            : a list of listings, or an object with them under <code>value</code>, each with its{' '}
            <code>ListingKey</code> and <code>StandardStatus</code>.
          </p>
          <p>
            A file is at most {formatNumber(limits.megabytes)} MB with {formatNumber(limits.listings)}{' '}
            listings. It may tell of all your listings or only of those that changed: what is not in a file is
            left as it is. A listing that cannot be read is reported with its number and the reason, and keeps
            none of the others back.
          </p>
          <p>Someone who programs can try the address like this:</p>
          <pre className="rounded-control bg-sunken p-3 text-sm wrap-anywhere whitespace-pre-wrap">
            <code>curl --data-binary @listings.xml https://the-secret-address</code>
          </pre>
        </HelpTopic>
        <Card aria-labelledby="help-answers">
          <CardHeader id="help-answers" title="What the address answers" />
          <Table>
            <thead>
              <tr>
                <Th>Answer</Th>
                <Th>What it means</Th>
              </tr>
            </thead>
            <tbody>
              {answersOf(limits).map(([code, words]) => (
                <tr key={code}>
                  <Th scope="row" className="text-sm text-ink">
                    {code}
                  </Th>
                  <Td>{words}</Td>
                </tr>
              ))}
            </tbody>
          </Table>
        </Card>
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
        <HelpTopic id="cost" title="What costs something">
          <p>
            {priceCredits > 0
              ? `Each new listing on the market gets a post for your social networks, for ${formatCredits(priceCredits)}.`
              : 'Each new listing on the market gets a post for your social networks. Your plan does not count them.'}{' '}
            It is written once, however often its listing comes.
          </p>
          <p>
            Changes, duplicates, and listings that are sold, leased or withdrawn cost nothing. A text that
            does not hold up against its listing is thrown away and costs nothing.
          </p>
        </HelpTopic>
        <HelpTopic id="waits" title="What waits for your click">
          <ul className="list-disc space-y-2 pl-5">
            <li>Posts that would take the rest of your credits.</li>
            <li>
              More than {formatNumber(limits.bigImportPosts)} posts at once that would take more than half of
              them.
            </li>
            <li>
              What goes over the spending limit you set for a feed per cycle, or comes while it is paused.
            </li>
            <li>Posts whose price changed after they were agreed to, and posts that could not be made.</li>
          </ul>
          <p>The listings are kept either way. One click makes those that wait, with the total beside it.</p>
        </HelpTopic>
        <HelpTopic id="end" title="Pausing and disconnecting">
          <p>
            A <strong>pause</strong> goes on storing listings and makes no posts.{' '}
            <strong>Disconnecting</strong> ends the address and the fetching; listings and posts stay, and you
            say whether the posts that wait are kept for a click or let go. A CRM that was disconnected can be
            connected again under a new address.
          </p>
          <p>If the address got into wrong hands, ask for a new one: the old one stops working at once.</p>
        </HelpTopic>
      </div>
    </div>
  )
}

const answersOf = ({ megabytes, filesAMinute }: Props['limits']): [code: string, words: string][] => [
  ['202', 'The file is kept and is read within seconds; the answer names its run.'],
  ['400', 'There was nothing in it.'],
  ['404', 'This is no address of ours, or no longer: ask for the new one.'],
  ['410', 'The CRM was disconnected from its workspace.'],
  ['413', `The file is larger than ${formatNumber(megabytes)} MB.`],
  ['429', `More than ${formatNumber(filesAMinute)} files in a minute: wait as long as Retry-After says.`],
]

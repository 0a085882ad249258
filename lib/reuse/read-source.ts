import { and, eq } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { listings } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound } from '@/lib/core/errors'
import { env } from '@/lib/core/settings/env'
import { formatNumber } from '@/lib/core/text/format'
import { withoutHidden, withoutHiddenUrls } from '@/lib/core/text/hidden-address'
import { areaWords } from '@/lib/feeds/listings/area-units'
import { type Listing, titleOf } from '@/lib/feeds/listings/listing'
import { getImage } from '@/lib/images/get-image'
import { getActiveShare } from '@/lib/paid-work/sharing/share'
import type { Figures } from '@/lib/reports/figures/figures'
import { getReport } from '@/lib/reports/get-report'
import { reportSharing } from '@/lib/reports/sharing/share-report'
import { COUNTY, formatArea, formatPrice, fromSqft, shortPrice, unitName } from '@/lib/sales/shared/measures'
import { readBranding } from '@/lib/templates/render/branding'
import { getValuation } from '@/lib/valuations/get-valuation'
import { valuationSharing } from '@/lib/valuations/sharing/share-valuation'
import { composePost } from './post-texts'
import type { Source, SourceRef } from './shared/source'

/**
 * What a report, valuation, image or listing says, for a campaign, a post or an image made from it.
 * @throws Refusal `not-found`, also for unfinished work and for listings that must not be published
 */
export async function readSource(ctx: WorkspaceContext, ref: SourceRef): Promise<Source> {
  const [source, contact] = await Promise.all([readers[ref.kind](ctx, ref.id), contactOf(ctx)])
  const { hook, facts, link = '', ...rest } = source
  return {
    ...ref,
    picture: null,
    photos: [],
    lacksLink: false,
    ...rest,
    details: withoutEmpty(rest.details),
    texts: composePost({ hook, facts, contact, link }),
  }
}

type Read = Pick<Source, 'href' | 'title' | 'details' | 'brief'> &
  Partial<Pick<Source, 'picture' | 'photos' | 'lacksLink'>> & { hook: string; facts: string[]; link?: string }

const withoutEmpty = (details: Record<string, string>) =>
  Object.fromEntries(Object.entries(details).filter(([, value]) => value !== ''))

const readers: Record<SourceRef['kind'], (ctx: WorkspaceContext, id: string) => Promise<Read>> = {
  report: readReport,
  valuation: readValuation,
  image: readImage,
  listing: readListing,
}

async function contactOf(ctx: WorkspaceContext): Promise<string> {
  const { agencyName, phone, website } = await readBranding(ctx)
  return [agencyName, phone || website].filter(Boolean).join(', ')
}

async function readReport(ctx: WorkspaceContext, id: string): Promise<Read> {
  const [{ title, areaName, result }, share] = await Promise.all([
    getReport(ctx, id),
    getActiveShare(reportSharing, ctx, id),
  ])
  if (!result) throw notFound('report')
  const link = share?.token ? `${env().APP_URL}/shared/reports/${share.token}` : ''
  const { salesCount, priceUsd, pricePerSqftUsd, volumeUsd, data = COUNTY } = result.figures
  const median = priceUsd && formatPrice(priceUsd.median, data)
  const change = changeWords(result.figures)
  const sold = `${formatNumber(salesCount)} homes sold`
  return {
    href: `/reports/${id}`,
    title: title ?? `Market report: ${areaName}`,
    details: {
      area: areaName,
      figure: median ? `a median price of ${median}${change}` : sold,
      report_url: link,
    },
    brief: {
      headline: `The market in ${areaName}`,
      price: median ?? '',
      details: [sold, median && `median ${median}`].filter(Boolean).join(', '),
      badge: 'Market report',
    },
    hook: median ? `The median home in ${areaName} sold for ${median}${change}.` : `${sold} in ${areaName}.`,
    facts: [
      sold,
      pricePerSqftUsd ? `Median per ${unitName(data)}: ${formatPrice(pricePerSqftUsd.median, data)}` : '',
      priceUsd
        ? `Half of all homes sold for ${shortPrice(priceUsd.lowerQuartile, data)} to ${shortPrice(priceUsd.upperQuartile, data)}`
        : `Sales volume: ${shortPrice(volumeUsd, data)}`,
    ],
    link,
    lacksLink: link === '',
  }
}

/** ", up 4% from the period before". Empty without a comparison. */
function changeWords({ before }: Figures): string {
  const percent = before?.medianPriceChangePercent
  if (percent === undefined || percent === null) return ''
  if (percent === 0) return ', the same as in the period before'
  return `, ${percent > 0 ? 'up' : 'down'} ${Math.abs(percent)}% from the period before`
}

async function readValuation(ctx: WorkspaceContext, id: string): Promise<Read> {
  const [{ label, home, result }, share] = await Promise.all([
    getValuation(ctx, id),
    getActiveShare(valuationSharing, ctx, id),
  ])
  if (!result) throw notFound('valuation')
  const link = share?.token ? `${env().APP_URL}/shared/valuations/${share.token}` : ''
  const { data = COUNTY } = result.grounds
  const estimate = formatPrice(result.estimateUsd, data)
  const facts = [
    `${home.bedrooms} bed`,
    `${home.bathrooms} bath`,
    formatArea(fromSqft(home.livingSqft, data.areaUnit), data),
  ].join(', ')
  return {
    href: `/valuations/${id}`,
    title: label,
    details: {
      property_address: label,
      property_facts: facts,
      figure: `an estimate of ${estimate}`,
      property_url: link,
    },
    brief: { headline: `A home at ${label}`, address: label, details: facts },
    hook: label,
    facts: facts.split(', '),
    link,
    lacksLink: link === '',
  }
}

async function readImage(ctx: WorkspaceContext, id: string): Promise<Read> {
  const { shown, brief } = await getImage(ctx, id)
  if (!shown.href) throw notFound('image')
  const { headline, address, price, details, badge } = brief
  return {
    href: `/images/${id}`,
    title: headline,
    details: { property_address: address, property_price: price, property_facts: details.join(', ') },
    brief: { headline, address, price, details: details.join(', '), badge },
    picture: `image:${id}`,
    hook: headline,
    facts: [address, price, details.join(', ')],
  }
}

/** As many as fit beside a form. */
const MOST_PHOTOS = 8

async function readListing({ workspaceId }: WorkspaceContext, id: string): Promise<Read> {
  const [row] = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({ data: listings.data })
      .from(listings)
      .where(and(eq(listings.workspaceId, workspaceId), eq(listings.id, id))),
  )
  const listing = row?.data as Listing | undefined
  if (!listing || listing.notForInternet !== undefined) throw notFound('listing')
  const { bedrooms, bathrooms, buildingArea, landArea, priceWords } = listing
  const size = buildingArea ?? landArea
  const facts = [
    bedrooms ? `${bedrooms} bed` : '',
    bathrooms ? `${bathrooms} bath` : '',
    size ? areaWords(size) : '',
  ].filter(Boolean)
  const title = titleOf(listing)
  const headline = withoutHidden(listing, listing.headline) || title
  return {
    href: `/listings/${id}`,
    title,
    details: {
      property_address: title,
      property_price: priceWords,
      property_facts: facts.join(', '),
      open_house: listing.inspections[0] ?? '',
    },
    brief: { headline, address: title, price: priceWords, details: facts.join(', ') },
    photos: withoutHiddenUrls(listing, listing.photoUrls).slice(0, MOST_PHOTOS),
    hook: headline === title ? title : `${headline}. ${title}.`,
    facts: [facts.join(', '), priceWords, listing.inspections[0] ? `Open: ${listing.inspections[0]}` : ''],
  }
}

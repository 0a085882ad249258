import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import { Suspense } from 'react'
import { DemoClockBanner } from '@/app/_lib/demo-clock-banner'
import { PageFrame } from '@/components/shell/page-frame'
import { fontClasses } from './fonts'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'Market Trak', template: '%s · Market Trak' },
  description:
    'The marketing workspace for real estate agencies: market reports, valuations, listing images and campaigns.',
  applicationName: 'Market Trak',
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f6f4ee' },
    { media: '(prefers-color-scheme: dark)', color: '#0f1614' },
  ],
}

export default async function RootLayout({ children }: { children: React.ReactNode }) {
  // Reading headers makes every page dynamic. A page rendered at build time would have no nonce.
  const nonce = (await headers()).get('x-nonce') ?? undefined
  return (
    // next-themes sets the class before the first paint, so it differs from what the server sent.
    <html lang="en" suppressHydrationWarning className={fontClasses}>
      <body className="font-sans">
        <PageFrame nonce={nonce}>
          <Suspense fallback={null}>
            <DemoClockBanner />
          </Suspense>
          {children}
        </PageFrame>
      </body>
    </html>
  )
}

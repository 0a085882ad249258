/** How a template looks, above its name. Loaded when it is scrolled into view; the name beside it says the same in words. */
export function TemplateThumbnail({ href }: { href: string }) {
  return (
    // The card clips it to its rounded corners. White in both themes, as the email will be.
    <div className="-mx-5 -mt-5 overflow-hidden rounded-t-card border-b border-line bg-white sm:-mx-6 sm:-mt-6">
      {/* biome-ignore lint/performance/noImgElement: behind a session, so the optimizer cannot fetch it. */}
      <img src={href} alt="" width={320} height={200} loading="lazy" className="h-auto w-full" />
    </div>
  )
}

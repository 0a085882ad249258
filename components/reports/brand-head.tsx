type Props = { brand: { agencyName: string; color: string; logo: Uint8Array | null } }

/** The agency's name and logo above a report, on its own page and on the shared one. */
export function BrandHead({ brand: { agencyName, color, logo } }: Props) {
  return (
    <div
      className="mb-4 flex items-center gap-4 border-b-4 pb-3 sm:mb-6 sm:pb-4"
      style={{ borderColor: color }}
    >
      {logo && (
        // biome-ignore lint/performance/noImgElement: a small logo that is in the page itself.
        <img
          src={`data:image/png;base64,${Buffer.from(logo).toString('base64')}`}
          alt={`Logo of ${agencyName}`}
          className="max-h-10 max-w-36 sm:max-h-14 sm:max-w-48 rounded-control bg-white p-1"
        />
      )}
      <p className="text-lg font-semibold">{agencyName}</p>
    </div>
  )
}

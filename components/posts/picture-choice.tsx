import { cn } from '@/components/ui/cn'

export type PictureOption = { value: string; label: string; href: string | null }

type Props = { options: PictureOption[]; chosen: string; readOnly: boolean }

/** No picture, one of the workspace's images, or a photo of the listing. */
export function PictureChoice({ options, chosen, readOnly }: Props) {
  return (
    <fieldset disabled={readOnly} className="min-w-0">
      <legend className="mb-2 text-sm font-medium">Picture</legend>
      <div className="grid grid-cols-2 gap-2 sm:grid-cols-3">
        {options.map(({ value, label, href }) => (
          <label
            key={value}
            className={cn(
              'grid cursor-pointer content-start gap-1.5 rounded-control border border-line p-2 text-xs has-checked:border-brand has-checked:bg-brand-soft',
              readOnly && 'cursor-default',
            )}
          >
            {href && (
              <span className="block aspect-square overflow-hidden rounded-control bg-sunken">
                {/* biome-ignore lint/performance/noImgElement: behind a session, so the optimiser cannot fetch it. */}
                <img src={href} alt="" loading="lazy" className="size-full object-cover" />
              </span>
            )}
            <span className="flex items-start gap-2">
              <input
                type="radio"
                name="picture"
                value={value}
                defaultChecked={value === chosen}
                className="mt-0.5 size-4 shrink-0 accent-brand"
              />
              <span className="min-w-0 wrap-anywhere">{label}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

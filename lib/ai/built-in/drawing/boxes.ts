/** What satori draws: elements as plain objects, so that no component library is needed to make a picture. */
export type Box = {
  type: string
  props: {
    style?: Record<string, string | number>
    children?: Child
    src?: string
    width?: number
    height?: number
  }
}
type Child = Box | string | (Box | string | null)[]

/** Everything is a flex box; `column` unless the style says otherwise. */
export const box = (style: Record<string, string | number>, ...children: (Box | string | null)[]): Box => ({
  type: 'div',
  props: { style: { display: 'flex', flexDirection: 'column', boxSizing: 'border-box', ...style }, children },
})

/** Text of at most so many lines; what does not fit ends in dots. */
export const words = (
  text: string,
  sizePixels: number,
  style: Record<string, string | number>,
  lines = 1,
): Box => ({
  type: 'div',
  props: { style: { display: 'block', fontSize: sizePixels, lineClamp: lines, ...style }, children: text },
})

export const picture = (
  src: string,
  width: number,
  height: number,
  style: Record<string, string | number> = {},
): Box => ({
  type: 'img',
  props: { src, width, height, style: { width, height, objectFit: 'cover', ...style } },
})

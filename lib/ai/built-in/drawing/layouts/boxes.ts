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

/** Text of one line; what does not fit ends in dots. */
export const words = (text: string, sizePixels: number, style: Record<string, string | number>): Box => ({
  type: 'div',
  props: { style: { display: 'block', fontSize: sizePixels, lineClamp: 1, ...style }, children: text },
})

/** Text of as many lines as it takes, about equally long: no word is left alone in the last one. */
export const paragraph = (text: string, sizePixels: number, style: Record<string, string | number>): Box => ({
  type: 'div',
  props: { style: { display: 'block', fontSize: sizePixels, textWrap: 'balance', ...style }, children: text },
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

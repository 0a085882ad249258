/** Elements for satori as plain objects, so that drawing needs no component library. */
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

/** Text on one line, truncated with an ellipsis. */
export const words = (text: string, sizePixels: number, style: Record<string, string | number>): Box => ({
  type: 'div',
  props: { style: { display: 'block', fontSize: sizePixels, lineClamp: 1, ...style }, children: text },
})

/** Text with balanced lines, so that no word is alone on the last one. */
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

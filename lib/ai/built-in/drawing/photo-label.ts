import { openOwnPicture } from '@/lib/files/pictures'
import { renderElement } from './draw-listing'

/** What the label says. Readers look up the original with the link in the post. */
const ALTERED_PHOTO = 'Altered photo'

/** The height of the label as a share of the picture's width, and its distance from the edges. */
const HEIGHT_SHARE = 0.042
const MARGIN_SHARE = 0.014
const WIDTH_IN_HEIGHTS = 4.4

/** A picture with a visible label in its upper right corner, where no layout has text, as PNG. */
export async function withPhotoLabel(png: Uint8Array): Promise<Uint8Array> {
  const { width = 0 } = await openOwnPicture(png).metadata()
  const labelHeight = Math.max(24, Math.round(width * HEIGHT_SHARE))
  const labelWidth = Math.round(labelHeight * WIDTH_IN_HEIGHTS)
  const margin = Math.round(width * MARGIN_SHARE)
  const label = await renderElement(
    {
      type: 'div',
      props: {
        style: {
          display: 'flex',
          width: labelWidth,
          height: labelHeight,
          alignItems: 'center',
          justifyContent: 'center',
          backgroundColor: 'rgba(0, 0, 0, 0.82)',
          borderRadius: Math.round(labelHeight / 5),
          color: '#ffffff',
          fontFamily: 'Geist',
          fontWeight: 600,
          fontSize: Math.round(labelHeight * 0.56),
        },
        children: ALTERED_PHOTO,
      },
    },
    { width: labelWidth, height: labelHeight },
  )
  const left = Math.max(0, width - labelWidth - margin)
  return openOwnPicture(png)
    .composite([{ input: Buffer.from(label), left, top: margin }])
    .png()
    .toBuffer()
}

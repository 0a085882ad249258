/** Ink for a ground of this colour: white or near black, whichever reads better (WCAG's relative luminance). */
export function onColour(colour: string): '#ffffff' | '#1b2623' {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    channel(Number.parseInt(colour.slice(at, at + 2), 16)),
  )
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
  // Where white and the dark ink have the same contrast.
  return luminance < 0.22 ? '#ffffff' : '#1b2623'
}

function channel(value: number): number {
  const share = value / 255
  return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}

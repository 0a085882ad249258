import { describe, expect, it } from 'vitest'
import { formatOffset, matchesTimeZone, timeZoneChoice, timeZoneChoices } from './time-zones.ts'

const winter = new Date('2026-12-01T12:00:00Z')
const summer = new Date('2026-07-01T12:00:00Z')

describe('timeZoneChoices', () => {
  it('have common names', () => {
    const name = (zone: string) => timeZoneChoice(zone, winter).name
    expect(name('America/Los_Angeles')).toBe('Pacific Time (Los Angeles)')
    expect(name('America/New_York')).toBe('Eastern Time (New York)')
    expect(name('America/Indiana/Knox')).toBe('Central Time (Knox, Indiana)')
    expect(name('Asia/Calcutta')).toBe('India Standard Time (Kolkata)')
    expect(name('UTC')).toBe('Coordinated Universal Time (UTC)')
    expect(name('Not/A_Zone')).toBe('A Zone')
  })

  it('have the current offset, with daylight saving time', () => {
    expect(timeZoneChoice('America/Los_Angeles', winter).offsetMinutes).toBe(-480)
    expect(timeZoneChoice('America/Los_Angeles', summer).offsetMinutes).toBe(-420)
    expect(timeZoneChoice('Asia/Kolkata', winter).offsetMinutes).toBe(330)
    expect([-480, 0, 330].map(formatOffset)).toEqual(['UTC−08:00', 'UTC+00:00', 'UTC+05:30'])
  })

  it('are complete, sorted from west to east, and have no raw names', () => {
    const choices = timeZoneChoices(winter)
    expect(choices.map(({ zone }) => zone)).toEqual(
      expect.arrayContaining(['UTC', ...Intl.supportedValuesOf('timeZone')]),
    )
    const offsets = choices.map(({ offsetMinutes }) => offsetMinutes)
    expect(offsets).toEqual(offsets.toSorted((a, b) => a - b))
    expect(choices.filter(({ name }) => /[_/]|^GMT/.test(name))).toEqual([])
  })

  it('match searches by name, place, IANA name and offset', () => {
    const pacific = timeZoneChoice('America/Los_Angeles', winter)
    for (const typed of [
      'pacific',
      'los angeles',
      'America/Los_Angeles',
      'utc-08',
      'GMT-8'.replace('8', '08'),
      'angeles pacific',
      '',
    ])
      expect(matchesTimeZone(pacific, typed), typed).toBe(true)
    expect(matchesTimeZone(pacific, 'mountain')).toBe(false)
    expect(matchesTimeZone(timeZoneChoice('America/Sao_Paulo', winter), 'são paulo')).toBe(true)
  })
})

import { describe, expect, it } from 'vitest'
import { assignmentReturns, handlingTexts, rehandlingReplies, sendBackRemarks, weakReplies } from './handling.ts'
import { generatePeople, rosterOf, rosterSizes } from './names.ts'
import { newsItems } from './news.ts'
import { type CommitteeKey, places } from './places.ts'
import { demoProposals } from './proposals/all.ts'
import { nearDuplicatePairs } from './proposals/duplicates.ts'
import { weakProposals } from './proposals/weak.ts'
import { unitsOf } from './units.ts'

const committees = places.map((place) => place.key)
const lengths = (texts: readonly string[]): number[] => texts.map((text) => text.length)

/** Runs of thirty characters that two texts share, as pairs of keys. */
function sharedRuns(texts: readonly { key: string; text: string }[]): string[] {
  const seen = new Map<string, string>()
  const found = new Set<string>()
  for (const { key, text } of texts) {
    for (let start = 0; start + 30 <= text.length; start += 1) {
      const run = text.slice(start, start + 30)
      const other = seen.get(run)
      if (other !== undefined && other !== key) found.add(`${other} ${key}`)
      else seen.set(run, key)
    }
  }
  return [...found]
}

describe('places and units', () => {
  it('gives every level its number of units, each with a name of its own', () => {
    const sizes = committees.map((key) => unitsOf(key).length)
    expect(sizes).toEqual([30, 26, 26, 18, 18, 18, 18])
    for (const key of committees) expect(new Set(unitsOf(key).map((unit) => unit.name)).size).toBe(unitsOf(key).length)
  })

  it('uses division codes no real province begins with', () => {
    for (const place of places) expect(place.code).toMatch(/^99\d{4}$/)
    expect(new Set(places.map((place) => place.code)).size).toBe(places.length)
  })
})

describe('rosters', () => {
  const people = committees.flatMap((key) => rosterOf(key))

  it('have the promised sizes and sectors', () => {
    for (const key of committees) expect(rosterOf(key).length).toBe(rosterSizes[key])
    expect(new Set(rosterOf('jianglan').map((person) => person.sector)).size).toBe(34)
  })

  it('have unique names and telephone numbers from an unreal range', () => {
    expect(new Set(people.map((person) => person.name)).size).toBe(people.length)
    expect(new Set(people.map((person) => person.phone)).size).toBe(people.length)
    for (const person of people) expect(person.phone).toMatch(/^1990000\d{4}$/)
  })

  it('keep Party members at two in five or fewer and have one chair each', () => {
    const share = people.filter((person) => person.party === '中共党员').length / people.length
    expect(share).toBeLessThanOrEqual(0.4)
    for (const key of committees) expect(rosterOf(key).filter((person) => person.rank === 'chair').length).toBe(1)
  })

  it('are the same every time', () => {
    expect(rosterOf('tongxi')).toEqual(rosterOf('tongxi'))
    expect(generatePeople(7, 50)).toEqual(generatePeople(7, 50))
    expect(generatePeople(7, 50)).not.toEqual(generatePeople(8, 50))
  })
})

function unknownUnits(committee: CommitteeKey, keys: readonly string[]): string[] {
  const known = new Set<string>(unitsOf(committee).map((unit) => unit.key))
  return keys.filter((key) => !known.has(key))
}

describe('proposals', () => {
  it('are at least one hundred and twenty, from every committee', () => {
    expect(demoProposals.length).toBeGreaterThanOrEqual(120)
    expect(new Set(demoProposals.map((proposal) => proposal.committee)).size).toBe(committees.length)
  })

  it('have unique keys and titles of at most forty characters', () => {
    expect(new Set(demoProposals.map((proposal) => proposal.key)).size).toBe(demoProposals.length)
    expect(new Set(demoProposals.map((proposal) => proposal.title)).size).toBe(demoProposals.length)
    for (const { title } of demoProposals) expect(title).toMatch(/^关于.{4,36}的建议$/)
  })

  it('have texts of the right length', () => {
    const short = demoProposals.filter((text) => text.analysis.length < 350 || text.analysis.length > 900)
    expect(short.map((text) => `${text.key} ${text.analysis.length}`)).toEqual([])
    const odd = demoProposals.filter((text) => {
      const sizes = lengths(text.suggestions)
      return sizes.length < 3 || sizes.length > 5 || Math.min(...sizes) < 60 || Math.max(...sizes) > 200
    })
    expect(odd.map((text) => `${text.key} ${lengths(text.suggestions)}`)).toEqual([])
  })

  it('name only units their committee has', () => {
    const unknown = demoProposals.flatMap((text) =>
      unknownUnits(text.committee, [text.leadUnitKey, ...text.jointUnitKeys]).map((unit) => `${text.key} ${unit}`),
    )
    expect(unknown).toEqual([])
  })

  it('share no run of thirty characters', () => {
    expect(sharedRuns(demoProposals.map((text) => ({ key: text.key, text: text.analysis })))).toEqual([])
  })
})

describe('handling', () => {
  it('answers known proposals at length, with joint opinions from the joint units', () => {
    const known = new Map(demoProposals.map((text) => [text.key, text]))
    for (const text of handlingTexts) {
      const proposal = known.get(text.proposalKey)
      expect(proposal, text.proposalKey).toBeDefined()
      expect(text.reply.length, text.proposalKey).toBeGreaterThanOrEqual(400)
      expect(text.reply.length, text.proposalKey).toBeLessThanOrEqual(800)
      for (const opinion of text.jointOpinions) expect(proposal?.jointUnitKeys).toContain(opinion.unitKey)
    }
    expect(new Set(handlingTexts.map((text) => text.proposalKey)).size).toBe(handlingTexts.length)
    expect(handlingTexts.length).toBeGreaterThanOrEqual(60)
  })

  it('has remarks, returns and second replies that speak of known proposals and units', () => {
    const known = new Map(demoProposals.map((text) => [text.key, text]))
    for (const text of [...weakReplies, ...rehandlingReplies]) expect(known.has(text.proposalKey)).toBe(true)
    for (const text of weakReplies) expect(sendBackRemarks[text.remark]).toBeDefined()
    for (const text of assignmentReturns) {
      const proposal = known.get(text.proposalKey)
      expect(proposal, text.proposalKey).toBeDefined()
      if (proposal) expect(unknownUnits(proposal.committee, [text.from, text.to])).toEqual([])
      if (text.decision === 'reassign') expect(text.to, text.proposalKey).toBe(proposal?.leadUnitKey)
    }
    const answered = new Set(handlingTexts.map((text) => text.proposalKey))
    for (const text of rehandlingReplies) expect(answered.has(text.proposalKey), text.proposalKey).toBe(false)
  })
})

describe('weak and repeated proposals', () => {
  it('fail for six different reasons and name known units', () => {
    expect(new Set(weakProposals.map((text) => text.reason)).size).toBe(6)
    for (const text of weakProposals) expect(unknownUnits(text.committee, [text.leadUnitKey])).toEqual([])
  })

  it('repeat a run of their original, and only of theirs', () => {
    expect(nearDuplicatePairs.length).toBe(4)
    for (const { original, duplicate } of nearDuplicatePairs) {
      const texts = [...demoProposals, duplicate].map((text) => ({ key: text.key, text: text.analysis }))
      expect(sharedRuns(texts)).toEqual([`${original} ${duplicate.key}`])
      expect(unknownUnits(duplicate.committee, [duplicate.leadUnitKey, ...duplicate.jointUnitKeys])).toEqual([])
      expect(duplicate.analysis.length, duplicate.key).toBeGreaterThanOrEqual(250)
    }
  })
})

describe('news', () => {
  it('has twelve items of one hundred to two hundred and fifty characters', () => {
    expect(newsItems.length).toBe(12)
    for (const item of newsItems) {
      expect(item.body.length, item.key).toBeGreaterThanOrEqual(100)
      expect(item.body.length, item.key).toBeLessThanOrEqual(250)
    }
  })
})

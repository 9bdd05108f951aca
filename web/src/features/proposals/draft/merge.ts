import type { ProposalText } from '#contract/proposals.ts'

/** Comparing and joining two texts of one draft. Pure. */
export const draftFields = [
  'title',
  'analysis',
  'suggestions',
  'category',
  'suggestedUnitIds',
  'publishConsent',
  'publishNote',
] as const satisfies readonly (keyof ProposalText)[]
export type DraftField = (typeof draftFields)[number]
export type Choice = 'mine' | 'theirs' | 'both'

export const emptyText: ProposalText = {
  title: '',
  analysis: '',
  suggestions: [],
  category: null,
  suggestedUnitIds: [],
  publishConsent: true,
  publishNote: '',
}

/** The text part of anything that carries one. */
export function textOf(source: ProposalText): ProposalText {
  const { title, analysis, suggestions, category, suggestedUnitIds, publishConsent, publishNote } = source
  return {
    title,
    analysis,
    suggestions,
    category,
    suggestedUnitIds,
    publishConsent,
    publishNote,
  }
}

export function sameField(a: ProposalText, b: ProposalText, field: DraftField): boolean {
  return JSON.stringify(a[field]) === JSON.stringify(b[field])
}

export function sameText(a: ProposalText, b: ProposalText): boolean {
  return draftFields.every((field) => sameField(a, b, field))
}

/** Only the fields that differ from what was saved last. */
export function changedFields(saved: ProposalText, now: ProposalText): Partial<ProposalText> {
  return pick(now, (field) => !sameField(saved, now, field))
}

function pick(source: ProposalText, keep: (field: DraftField) => boolean): Partial<ProposalText> {
  return Object.fromEntries(draftFields.filter(keep).map((field) => [field, source[field]]))
}

/** Joins two texts that grew out of `base`. A field changed on one side only is taken from there;
 *  changed on both sides it stands in `conflicts`, and `merged` holds mine until somebody chooses. */
export function mergeTexts(base: ProposalText, mine: ProposalText, theirs: ProposalText) {
  const conflicts = draftFields.filter(
    (f) => !sameField(mine, theirs, f) && !sameField(base, mine, f) && !sameField(base, theirs, f),
  )
  const fromTheirs = pick(theirs, (f) => sameField(base, mine, f))
  return { merged: { ...mine, ...fromTheirs }, conflicts }
}

/** Whether both versions of a field can stand one after the other. */
export function canKeepBoth(field: DraftField): boolean {
  return field === 'analysis' || field === 'suggestions' || field === 'suggestedUnitIds'
}

/** Carries out what was chosen for each field in conflict. */
export function applyChoices(
  merged: ProposalText,
  mine: ProposalText,
  theirs: ProposalText,
  choices: Partial<Record<DraftField, Choice>>,
): ProposalText {
  const chosen = (field: DraftField) => {
    const choice = choices[field]
    if (choice === 'theirs') return theirs[field]
    if (choice === 'mine') return mine[field]
    if (choice === 'both') return bothOf(field, mine, theirs)
    return merged[field]
  }
  return {
    ...merged,
    ...Object.fromEntries(draftFields.map((field) => [field, chosen(field)])),
  }
}

function bothOf(field: DraftField, mine: ProposalText, theirs: ProposalText) {
  if (field === 'analysis') return [mine.analysis, theirs.analysis].filter((t) => t.trim() !== '').join('\n\n')
  if (field === 'suggestions') return [...new Set([...mine.suggestions, ...theirs.suggestions])]
  if (field === 'suggestedUnitIds')
    return [...new Set([...mine.suggestedUnitIds, ...theirs.suggestedUnitIds])].slice(0, 5)
  return mine[field]
}

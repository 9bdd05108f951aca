import type { MemberFields, Post } from '#contract/members.ts'
import type { CivilDate } from '#platform/calendar/civil-date.ts'
import { fieldText } from '../field-changes.ts'
import { cleanLine, cleanText, foldGroup, foldName, foldPost } from './clean.ts'
import { type RosterPerson, sameSet } from './merge.ts'
import type { Place, Problems } from './problems.ts'

/** A member as the register has them. */
export interface ExistingMember {
  id: string
  version: number
  fields: MemberFields
  /** In the term the roster is for. */
  membership: 'open' | 'ended' | 'none'
  seats: { seatId: string; kind: string; groupId: string }[]
  posts: { post: Post; title: string }[]
}

export interface ExistingGroup {
  id: string
  kind: string
  name: string
}

/** A group by its id, or one of `newGroups` by its place. */
export type GroupRef = { kind: string } & ({ id: string } | { newGroup: number })

export interface NewMember {
  person: RosterPerson
  groups: GroupRef[]
}

export interface MemberUpdate {
  id: string
  version: number
  /** The whole file as it becomes. */
  fields: MemberFields
  changed: (keyof MemberFields)[]
  joins: { on: CivilDate | null; byElection: boolean } | null
  endSeats: string[]
  groups: GroupRef[]
  posts: { post: Post; title: string }[]
}

/** What an import does; the same people and register always give the same plan. */
export interface RosterPlan {
  newGroups: { kind: string; name: string }[]
  create: NewMember[]
  update: MemberUpdate[]
  unchanged: number
}

/** Reckons what an import of these people into this register does, and what stands against it. */
export function planRoster(
  existing: readonly ExistingMember[],
  groups: readonly ExistingGroup[],
  people: readonly RosterPerson[],
  rules: {
    exclusiveKinds: ReadonlySet<string>
    kindNames: ReadonlyMap<string, string>
    term: { startsOn: string; endsOn: string | null }
  },
  problems: Problems,
): RosterPlan {
  const plan: RosterPlan = { newGroups: [], create: [], update: [], unchanged: 0 }
  const findGroup = groupFinder(groups, plan, rules.kindNames, problems)
  const register = indexRegister(existing)
  const taken = new Map<string, RosterPerson>()
  for (const person of people) {
    checkJoining(person, rules.term, problems)
    const found = matchMember(person, register, problems)
    if (found === 'unclear') continue
    const groupsOf = person.groups.map((group) => findGroup(group, person))
    if (found === null) {
      plan.create.push({ person, groups: groupsOf })
      continue
    }
    const other = taken.get(found.id)
    if (other) {
      problems.error(nameplace(person), `与《${other.file}》第 ${other.row} 行对上了名册中的同一位委员，请核对`)
      continue
    }
    taken.set(found.id, person)
    const update = updateOf(found, person, groupsOf, rules.exclusiveKinds, problems)
    if (update) plan.update.push(update)
    else plan.unchanged++
  }
  return plan
}

function nameplace(person: RosterPerson): Place {
  return { file: person.file, row: person.row, column: person.headings.name ?? '', value: person.fields.name }
}

function checkJoining(
  person: RosterPerson,
  term: { startsOn: string; endsOn: string | null },
  problems: Problems,
): void {
  const { joinedOn } = person
  if (joinedOn === null || (joinedOn >= term.startsOn && (term.endsOn === null || joinedOn <= term.endsOn))) return
  // Rosters give the day of the first election ever; the membership in this term begins with the term.
  if (joinedOn < term.startsOn) person.joinedOn = null
  else
    problems.error(
      { file: person.file, row: person.row, column: person.headings.joinedOn ?? '', value: joinedOn },
      `不在这一届之内（${term.startsOn} 至 ${term.endsOn}）`,
    )
}

/** The register by name, and by name and post together. */
interface Register {
  byName: Map<string, ExistingMember[]>
  byNameAndPost: Map<string, ExistingMember[]>
}

function indexRegister(existing: readonly ExistingMember[]): Register {
  const register: Register = { byName: new Map(), byNameAndPost: new Map() }
  const add = (map: Map<string, ExistingMember[]>, key: string, member: ExistingMember) => {
    const known = map.get(key)
    if (known) known.push(member)
    else map.set(key, [member])
  }
  for (const member of existing) {
    const nameKey = foldName(member.fields.name)
    add(register.byName, nameKey, member)
    add(register.byNameAndPost, `${nameKey}\n${foldPost(member.fields.employer, member.fields.employerPost)}`, member)
  }
  return register
}

/** Who of the namesakes in the register is meant: the one with the same post; without that, one whom a telephone number,
 *  a member's number or birth and sex tell to be the same. Null: nobody, a new person. */
function matchMember(person: RosterPerson, register: Register, problems: Problems): ExistingMember | null | 'unclear' {
  const namesakes = register.byName.get(person.nameKey) ?? []
  if (namesakes.length === 0) return null
  if (person.postKey === '') {
    if (namesakes.length === 1) return namesakes[0]!
    problems.error(nameplace(person), `名册中有 ${namesakes.length} 位同名的委员，请填上单位职务，才知道是哪一位`)
    return 'unclear'
  }
  const postless = (m: ExistingMember) => m.fields.employer === '' && m.fields.employerPost === ''
  const same =
    register.byNameAndPost.get(`${person.nameKey}\n${person.postKey}`) ??
    namesakes.filter((member) => postless(member) || provenSame(person, member.fields))
  if (same.length > 1) {
    problems.error(nameplace(person), `名册中有 ${same.length} 位姓名、单位职务都相同的委员，请先在名册中分清`)
    return 'unclear'
  }
  if (same.length === 0)
    problems.warning(
      nameplace(person),
      '名册中已有同名的委员，单位职务不同，将作为另一位新增；若是同一位，请先修改其单位职务',
    )
  return same[0] ?? null
}

function provenSame({ fields }: RosterPerson, known: MemberFields): boolean {
  const agree = (field: keyof MemberFields) => Boolean(fields[field]) && fields[field] === known[field]
  return agree('phone') || agree('memberNumber') || (agree('bornOn') && agree('sex'))
}

function groupFinder(
  groups: readonly ExistingGroup[],
  plan: RosterPlan,
  kindNames: ReadonlyMap<string, string>,
  problems: Problems,
) {
  const refs = new Map<string, GroupRef>()
  for (const { id, kind, name } of groups) refs.set(`${kind}\n${foldGroup(name)}`, { kind, id })
  // A name written exactly so goes before one that is merely alike.
  for (const { id, kind, name } of groups) refs.set(`${kind}\n=${name}`, { kind, id })
  return (group: { kind: string; name: string }, person: RosterPerson): GroupRef => {
    const exactly = `${group.kind}\n=${group.name}`
    const written = refs.get(exactly)
    if (written) return written
    const key = `${group.kind}\n${foldGroup(group.name)}`
    const alike = refs.get(key)
    if (alike) {
      refs.set(exactly, alike)
      return alike
    }
    const ref = { kind: group.kind, newGroup: plan.newGroups.push(group) - 1 }
    refs.set(key, ref).set(exactly, ref)
    const kindName = kindNames.get(group.kind) ?? group.kind
    problems.warning(
      { file: person.file, row: person.row, column: person.headings[`group.${group.kind}`] ?? '', value: group.name },
      `还没有这个${kindName}，导入时新建`,
    )
    return ref
  }
}

function updateOf(
  member: ExistingMember,
  person: RosterPerson,
  groups: GroupRef[],
  exclusiveKinds: ReadonlySet<string>,
  problems: Problems,
): MemberUpdate | null {
  const changed = changedFields(member.fields, person)
  const serves = member.membership !== 'ended'
  if (!serves) problems.warning(nameplace(person), '这位委员本届已经离任，只更新资料，不恢复任职')
  const newSeats = groups.filter(
    (ref) => serves && !('id' in ref && member.seats.some((seat) => seat.groupId === ref.id)),
  )
  const left = new Set(newSeats.map(({ kind }) => kind).filter((kind) => exclusiveKinds.has(kind)))
  const posts = serves ? person.posts.filter((held) => !member.posts.some((known) => samePost(known, held))) : []
  const joins = member.membership === 'none' ? { on: person.joinedOn, byElection: person.byElection } : null
  if (changed.length === 0 && newSeats.length === 0 && posts.length === 0 && joins === null) return null
  const fields: MemberFields = { ...member.fields }
  for (const field of changed) Object.assign(fields, { [field]: person.fields[field] })
  // The file gave unit and post in one column: the post of before is in there.
  if (changed.includes('employer') && person.fields.employerPost === undefined) fields.employerPost = ''
  return {
    id: member.id,
    version: member.version,
    fields,
    changed,
    joins,
    endSeats: member.seats.filter((seat) => left.has(seat.kind)).map((seat) => seat.seatId),
    groups: newSeats,
    posts,
  }
}

/** A post is the same by its title, or where neither has one by its kind. */
function samePost(a: { post: Post; title: string }, b: { post: Post; title: string }): boolean {
  return a.title !== '' || b.title !== '' ? cleanLine(a.title) === cleanLine(b.title) : a.post === b.post
}

/** The fields in which the roster says something else than the register; what it leaves blank stays as it is. */
function changedFields(known: MemberFields, person: RosterPerson): (keyof MemberFields)[] {
  const samePlace = foldPost(known.employer, known.employerPost) === person.postKey
  return (Object.keys(person.fields) as (keyof MemberFields)[]).filter((field) => {
    const wanted = person.fields[field]!
    if (field === 'name') return false
    if ((field === 'employer' || field === 'employerPost') && samePlace) return false
    if (field === 'parties')
      return !sameSet(known.parties, wanted as string[]) && partyText(known) !== fieldText(wanted)
    if (field === 'bornOn' && person.bornMonthOnly && known.bornOn?.slice(0, 7) === fieldText(wanted).slice(0, 7))
      return false
    const before = fieldText(known[field])
    return before !== wanted && cleanLine(before) !== wanted && cleanText(before) !== wanted
  })
}

function partyText(fields: MemberFields): string {
  return fields.parties.map(cleanLine).join('、')
}

import type { MemberFields } from '#contract/members.ts'
import { fieldText } from '../field-changes.ts'
import { foldGroup, foldPost } from './clean.ts'
import type { Place, Problems } from './problems.ts'
import type { RosterRow } from './row.ts'

/** A person as all rows about them say together. */
export type RosterPerson = RosterRow

/** Fields that are one fact of a person: two rows that differ in one cannot both be right. Of the others the first counts. */
const facts: ReadonlySet<keyof MemberFields> = new Set([
  'sex',
  'bornOn',
  'ethnicity',
  'parties',
  'phone',
  'memberNumber',
])

const fieldWords: Readonly<Record<keyof MemberFields, string>> = {
  name: '姓名',
  sex: '性别',
  bornOn: '出生日期',
  ethnicity: '民族',
  nativePlace: '籍贯',
  parties: '党派',
  memberNumber: '委员证号',
  phone: '手机',
  email: '电子邮箱',
  address: '通信地址',
  employer: '工作单位',
  employerPost: '单位职务',
  education: '学历',
  degree: '学位',
  professionalTitle: '职称',
  socialPosts: '社会职务',
  expertise: '专长',
  career: '工作经历',
}

/**
 * Puts the rows of several lists together, one person for each name and post. Rows that give no post belong to the one
 * person of that name. Two people of one name with different posts are two people.
 * @param exclusiveKinds kinds of which a person is in one group only
 */
export function mergeRows(
  rows: readonly RosterRow[],
  exclusiveKinds: ReadonlySet<string>,
  problems: Problems,
): RosterPerson[] {
  const byKey = new Map<string, RosterPerson>()
  const keysByName = new Map<string, string[]>()
  const withoutPost: RosterRow[] = []
  for (const row of rows) {
    if (row.postKey === '') {
      withoutPost.push(row)
      continue
    }
    const key = `${row.nameKey}\n${row.postKey}`
    const known = byKey.get(key)
    if (known) join(known, row, exclusiveKinds, problems)
    else {
      byKey.set(key, row)
      const keys = keysByName.get(row.nameKey)
      if (keys) {
        keys.push(key)
        problems.warning(
          placeOf(row, 'name'),
          `${whereOf(byKey.get(keys[0]!)!, row)}有同名的委员，单位职务不同，作为两个人`,
        )
      } else keysByName.set(row.nameKey, [key])
    }
  }
  for (const row of withoutPost) {
    const keys = keysByName.get(row.nameKey) ?? []
    if (keys.length > 1) {
      problems.error(placeOf(row, 'name'), `有 ${keys.length} 位同名的委员，请填上单位职务，才知道是哪一位`)
      continue
    }
    const key = keys[0] ?? `${row.nameKey}\n`
    const known = byKey.get(key)
    if (known) join(known, row, exclusiveKinds, problems)
    else {
      byKey.set(key, row)
      keysByName.set(row.nameKey, [key])
    }
  }
  return [...byKey.values()]
}

function placeOf(row: RosterRow, field: keyof MemberFields): Place {
  const column = row.headings[field] ?? row.headings.name ?? ''
  return { file: row.file, row: row.row, column, value: shown(row.fields[field] ?? '') }
}

function shown(value: MemberFields[keyof MemberFields]): string {
  return value === 'male' ? '男' : value === 'female' ? '女' : fieldText(value)
}

function whereOf(known: RosterRow, seenFrom: RosterRow): string {
  return `${known.file === seenFrom.file ? '' : `《${known.file}》`}第 ${known.row} 行`
}

function join(person: RosterPerson, row: RosterRow, exclusiveKinds: ReadonlySet<string>, problems: Problems): void {
  const where = whereOf(person, row)
  if (person.file === row.file)
    problems.warning(placeOf(row, 'name'), `与${where}是同一个人（姓名、单位职务都相同），已合为一人`)
  for (const field of Object.keys(row.fields) as (keyof MemberFields)[]) {
    if (field === 'name') continue
    const mine = row.fields[field]!
    const known = person.fields[field]
    if (known === undefined || known === null || known === '') {
      Object.assign(person.fields, { [field]: mine })
      if (field === 'bornOn') person.bornMonthOnly = row.bornMonthOnly
      continue
    }
    if (field === 'bornOn' && known !== mine && sameMonth(person, row)) {
      if (person.bornMonthOnly) person.fields.bornOn = row.fields.bornOn
      person.bornMonthOnly &&= row.bornMonthOnly
      continue
    }
    if (alike(field, known, mine, person, row)) continue
    const told = `${fieldWords[field]}与${where}的“${shown(known)}”不一致`
    if (facts.has(field)) problems.error(placeOf(row, field), `${told}，请改成一样的`)
    else problems.warning(placeOf(row, field), `${told}，以前面的为准`)
  }
  joinGroups(person, row, exclusiveKinds, where, problems)
  const further = row.posts.filter(
    ({ post, title }) => !person.posts.some((one) => one.post === post && one.title === title),
  )
  if (further.length > 0) person.posts = [...person.posts, ...further]
  person.joinedOn ??= row.joinedOn
  person.byElection ||= row.byElection
}

function sameMonth(a: RosterRow, b: RosterRow): boolean {
  return (a.bornMonthOnly || b.bornMonthOnly) && a.fields.bornOn?.slice(0, 7) === b.fields.bornOn?.slice(0, 7)
}

function alike(
  field: keyof MemberFields,
  a: MemberFields[keyof MemberFields],
  b: MemberFields[keyof MemberFields],
  first: RosterRow,
  second: RosterRow,
): boolean {
  if (field === 'parties') return sameSet(a as string[], b as string[])
  // One list has unit and post in one column, the other in two.
  if (field === 'employer' || field === 'employerPost') return first.postKey === second.postKey || second.postKey === ''
  return a === b || foldPost(fieldText(a), '') === foldPost(fieldText(b), '')
}

/** Whether two lists of parties name the same, in whatever order. */
export function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one) => b.includes(one))
}

function joinGroups(
  person: RosterPerson,
  row: RosterRow,
  exclusiveKinds: ReadonlySet<string>,
  where: string,
  problems: Problems,
): void {
  for (const group of row.groups) {
    const known = person.groups.filter((one) => one.kind === group.kind)
    if (known.some((one) => foldGroup(one.name) === foldGroup(group.name))) continue
    if (known.length > 0 && exclusiveKinds.has(group.kind))
      problems.error(
        { file: row.file, row: row.row, column: row.headings[`group.${group.kind}`] ?? '', value: group.name },
        `“${group.name}”与${where}的“${known[0]!.name}”不一致，只能在其中一个`,
      )
    else person.groups.push(group)
  }
}

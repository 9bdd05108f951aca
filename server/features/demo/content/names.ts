import { givenNames, minorityNames, surnames } from './namePools.ts'
import { type CommitteeKey, type Place, placeOf, places } from './places.ts'
import { firmWords, type SectorPool, sectorPools } from './postPools.ts'
import { between, pick, pickWeighted, seededRandom } from './random.ts'

/** Standing of a member within the committee. */
export type MemberRank = 'chair' | 'viceChair' | 'secretaryGeneral' | 'standing' | 'member'

/** A person with what a member's record holds. */
export interface DemoPerson {
  /** Stable number of the person over the whole province, from 1. */
  number: number
  name: string
  sex: '男' | '女'
  /** ISO date. */
  birthDate: string
  ethnicity: string
  nativePlace: string
  education: string
  degree: string
  professionalTitle: string
  party: string
  sector: string
  employer: string
  post: string
  expertise: string[]
  phone: string
  email: string
}

/** A person as a member of one committee. */
export interface DemoMember extends DemoPerson {
  committee: CommitteeKey
  rank: MemberRank
}

/** Number of members of each committee. */
export const rosterSizes: Readonly<Record<CommitteeKey, number>> = {
  jianglan: 150,
  chengyuan: 110,
  linzhou: 108,
  wangzhu: 60,
  tongxi: 56,
  heting: 58,
  zheling: 55,
}

const rosterSeed = 20_230
const committeeOrder: readonly CommitteeKey[] = places.map((entry) => entry.key)
const mixedParties: readonly (readonly [string, number])[] = [
  ['中共党员', 27],
  ['群众', 33],
  ['无党派人士', 9],
  ['民盟盟员', 4],
  ['民建会员', 4],
  ['九三学社社员', 3],
  ['民进会员', 2],
  ['农工党党员', 3],
  ['民革党员', 2],
]

function birthYear(random: () => number, sector: string): number {
  const young = sector === '共青团和青联'
  if (young) return between(random, 1986, 1997)
  const [low, high] = pickWeighted(random, [
    [[1954, 1957], 10],
    [[1958, 1966], 36],
    [[1967, 1976], 29],
    [[1977, 1986], 19],
    [[1987, 1996], 6],
  ] as const)
  return between(random, low, high)
}

function decadeOf(year: number): 1950 | 1960 | 1970 | 1980 | 1990 {
  const decade = Math.floor(year / 10) * 10
  return decade as 1950 | 1960 | 1970 | 1980 | 1990
}

function schooling(
  random: () => number,
  title: string,
  year: number,
  plain: boolean,
): { education: string; degree: string } {
  const learned = /教授|研究员|主任医师|正高级/.test(title)
  const table: readonly (readonly [readonly [string, string], number])[] = learned
    ? [
        [['研究生', '博士'], 4],
        [['研究生', '硕士'], 4],
        [['大学本科', '学士'], 3],
      ]
    : [
        [['研究生', '硕士'], year > 1975 ? 4 : 2],
        [['大学本科', '学士'], 7],
        [['大学本科', '无'], 3],
        [['大学专科', '无'], plain ? 5 : 1],
        [['高中', '无'], plain && year < 1972 ? 3 : 0],
      ]
  const [education, degree] = pickWeighted(random, table)
  return { education, degree }
}

function localName(place: Place, name: string): string {
  const level = place.level
  const bureaus: Record<string, string> = { province: '厅', city: '局', county: '局' }
  const renamed =
    level === 'province' ? name.replace(/(审计|司法|财政|商务|农业农村|自然资源)局/, `$1${bureaus[level]}`) : name
  const schools =
    level === 'county' ? renamed.replace('P第一中学', 'P中学').replace('P第一人民医院', 'P人民医院') : renamed
  const hospitals = level === 'province' ? schools.replace('P第一人民医院', 'P人民医院') : schools
  const stage = level === 'county' ? hospitals.replace('戏剧研究院', '戏曲传承保护中心') : hospitals
  const higher = stage.replace(/P(师范学院|职业技术学院|师范附属)/, `${place.shortName}$1`).replace('P大学', '江岚大学')
  return higher.replaceAll('P', place.name)
}

function jobOf(random: () => number, place: Place, pool: SectorPool): { employer: string; post: string } {
  const [template, posts] = pick(random, pool.jobs).split('|') as [string, string]
  const town = pick(random, place.towns.length > 0 ? place.towns : placeOf(pick(random, committeeOrder.slice(3))).towns)
  const firm = pick(random, firmWords)
  const filled = localName(place, template).replaceAll('T', town).replaceAll('X', `${place.shortName}${firm}`)
  return { employer: filled, post: pick(random, posts.split(',')) }
}

function nativePlaceOf(random: () => number, place: Place): string {
  const roll = random()
  if (roll < 0.12)
    return pick(random, [
      '浙江绍兴',
      '江苏泰州',
      '安徽桐城',
      '湖南湘潭',
      '山东济宁',
      '河南信阳',
      '福建莆田',
      '四川内江',
    ])
  const homes = places.filter((entry) => entry.level === 'county')
  const home = place.level === 'county' && roll < 0.75 ? place : pick(random, homes)
  return `江岚${home.shortName}`
}

const titleRules: readonly (readonly [RegExp, string])[] = [
  [/中医院/, '主任中医师 副主任中医师 主任中医师'],
  [/医院|卫生院|妇幼|急救|疾病预防|精神卫生/, '主任医师 副主任医师 副主任医师 主任护师'],
  [/大学|学院/, '教授 副教授 教授'],
  [/中学|小学|幼儿园|教育中心|特殊教育/, '高级教师 高级教师 一级教师 正高级教师'],
  [/会计师事务所/, '高级会计师 注册会计师'],
  [/律师/, '一级律师 二级律师'],
  [/设计|勘测|测绘|环境|地质|水文|气象|装备|材料|装|供电/, '高级工程师 正高级工程师 工程师'],
  [/合作社|养殖|种业|生态农业/, '无 农艺师 高级农艺师 无'],
  [/公司|商会|银行|集团/, '无 经济师 高级经济师 工程师 无'],
  [/委(组织|宣传|统战|政策|社会)|监委|政府|[局厅]$|事务委员会|人大|政协/, '无'],
  [/委员会$|协会|联合会|志愿|中心$/, '无 无 社会工作师 无'],
]

/** A title that fits where the person works; the sector's own titles where no rule speaks. */
function titleOf(random: () => number, employer: string, pool: SectorPool): string {
  if (/总农艺师/.test(employer)) return '高级农艺师'
  if (['文化艺术界', '体育界', '新闻出版界', '社会科学界', '科学技术界', '宗教界'].includes(pool.sector))
    return pick(random, pool.titles)
  const rule = titleRules.find(([pattern]) => pattern.test(employer))
  return pick(random, rule ? rule[1].split(' ') : pool.titles)
}

/** Offices held in public bodies end at 62; firms, farms and associations know no such end. */
function postAt(employer: string, post: string, year: number): string {
  const lasting = /公司|合作社|养殖场|协会|商会|联谊会|爱国会|事务所|律师|集团|志愿|关心下一代|老年大学|慈善|会$/.test(
    employer,
  )
  return year >= 1964 || lasting || post.startsWith('原') ? post : `原${post}`
}

interface Draft {
  names: Set<string>
  minorities: (readonly [string, string, '男' | '女'])[]
  serial: number
}

function nameOf(random: () => number, year: number, sex: '男' | '女', draft: Draft): string {
  const pool = givenNames[decadeOf(year)]
  for (;;) {
    const surname = pickWeighted(random, surnames)
    const given = pick(random, sex === '男' ? pool.male : pool.female)
    const name = surname + given
    if (draft.names.has(name) || surname.endsWith(given.slice(0, 1))) continue
    draft.names.add(name)
    return name
  }
}

function personOf(random: () => number, place: Place, pool: SectorPool, draft: Draft): DemoPerson {
  draft.serial += 1
  const year = birthYear(random, pool.sector)
  const minority = pool.sector === '少数民族界' && random() < 0.7 ? draft.minorities.shift() : undefined
  const womanShare = pool.sector === '妇联' ? 0.95 : 0.31
  const sex = minority?.[2] ?? (random() < womanShare ? '女' : '男')
  if (minority) draft.names.add(minority[0])
  const name = minority?.[0] ?? nameOf(random, year, sex, draft)
  const other = pickWeighted(random, [
    ['回族', 3],
    ['瑶族', 3],
    ['畲族', 2],
    ['土家族', 2],
    ['满族', 1],
    ['苗族', 1],
    ['壮族', 1],
  ] as const)
  const ethnicity = minority?.[1] ?? (pool.sector === '少数民族界' || random() < 0.04 ? other : '汉族')
  const job = jobOf(random, place, pool)
  const employer = job.employer
  const post = employer.endsWith('厅') ? job.post.replace('局长', '厅长') : job.post
  const title = titleOf(random, employer, pool)
  const religious = pool.sector === '宗教界'
  const mixed = religious || pool.sector.startsWith('特邀') ? '群众' : pickWeighted(random, mixedParties)
  const month = String(between(random, 1, 12)).padStart(2, '0')
  const day = String(between(random, 1, 28)).padStart(2, '0')
  const digits = String((draft.serial * 7_919 + 1_307) % 9_973).padStart(4, '0')
  return {
    number: draft.serial,
    name,
    sex,
    birthDate: `${year}-${month}-${day}`,
    ethnicity,
    nativePlace: nativePlaceOf(random, place),
    ...schooling(random, title, year, /公司|合作社|养殖|佛教|道教|基督教/.test(employer)),
    professionalTitle: title,
    party: pool.party ?? mixed,
    sector: pool.sector,
    employer,
    post: postAt(employer, post, year),
    expertise: [...new Set([pick(random, pool.expertise), pick(random, pool.expertise)])],
    phone: `1990000${digits}`,
    email: `wy${digits}@demo.invalid`,
  }
}

/** Which sector each seat of a committee goes to, so that every sector of the level has at least one. */
function seatsOf(place: Place, size: number): SectorPool[] {
  const pools = sectorPools.filter((pool) => pool.levels.includes(place.level))
  const kept = place.level === 'county' ? pools.filter((pool) => pool.weight >= 2.5) : pools
  const total = kept.reduce((sum, pool) => sum + pool.weight, 0)
  const seats = kept.flatMap((pool) =>
    Array.from({ length: Math.max(1, Math.floor((pool.weight / total) * size)) }, () => pool),
  )
  const large = kept.filter((pool) => pool.sector !== '中国共产党').sort((left, right) => right.weight - left.weight)
  while (seats.length < size) seats.push(large[seats.length % Math.min(8, large.length)] as SectorPool)
  return seats.slice(0, size)
}

function freshDraft(): Draft {
  return { names: new Set(), minorities: [...minorityNames], serial: 0 }
}

/** People of the province as a whole; the same seed and count always give the same people. At most 9 973. */
export function generatePeople(seed: number, count: number): DemoPerson[] {
  if (count > 9_973) throw new Error('too many people for the range of telephone numbers')
  const random = seededRandom(seed)
  const draft = freshDraft()
  const province = placeOf('jianglan')
  const pools = sectorPools.map((pool) => [pool, pool.weight] as const)
  return Array.from({ length: count }, () => personOf(random, province, pickWeighted(random, pools), draft))
}

function rankOf(index: number, size: number): MemberRank {
  if (index === 0) return 'chair'
  const viceChairs = size > 140 ? 7 : size > 100 ? 5 : 3
  if (index <= viceChairs) return 'viceChair'
  if (index === viceChairs + 1) return 'secretaryGeneral'
  return index < Math.round(size * 0.19) ? 'standing' : 'member'
}

const leaderPosts: Partial<Record<MemberRank, string>> = {
  chair: '党组书记、主席',
  viceChair: '副主席',
  secretaryGeneral: '秘书长',
}

function shuffled<T>(random: () => number, list: readonly T[]): T[] {
  const result = [...list]
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1))
    const kept = result[last] as T
    result[last] = result[other] as T
    result[other] = kept
  }
  return result
}

function ranked(random: () => number, place: Place, people: DemoPerson[]): DemoMember[] {
  const grown = shuffled(random, people).sort((left, right) => Number(seniority(right)) - Number(seniority(left)))
  const chair = grown.findIndex((person) => person.sector === '中国共产党' && seniority(person))
  const order = chair > 0 ? [...grown.splice(chair, 1), ...grown] : grown
  return order.map((person, index) => {
    const rank = rankOf(index, people.length)
    const post = leaderPosts[rank]
    const leading = post && (rank !== 'viceChair' || index % 2 === 1)
    const own = leading ? { employer: place.committeeName, post } : {}
    return { ...person, ...own, committee: place.key, rank }
  })
}

/** People who may lead a committee: born between 1962 and 1972, in no religious or specially invited sector. */
function seniority(person: DemoPerson): boolean {
  const year = Number(person.birthDate.slice(0, 4))
  return year >= 1962 && year <= 1972 && !/宗教|特邀|团/.test(person.sector)
}

function buildRosters(): Map<CommitteeKey, DemoMember[]> {
  const random = seededRandom(rosterSeed)
  const draft = freshDraft()
  return new Map(
    committeeOrder.map((key) => {
      const place = placeOf(key)
      const people = seatsOf(place, rosterSizes[key]).map((pool) => personOf(random, place, pool, draft))
      return [key, ranked(random, place, people)]
    }),
  )
}

/** The members of one committee, leaders first; names and telephone numbers are unique over all seven rosters. */
export function rosterOf(committee: CommitteeKey): DemoMember[] {
  return buildRosters().get(committee) ?? []
}

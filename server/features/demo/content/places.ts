/** Keys of the seven committees of the invented province. */
export type CommitteeKey = 'jianglan' | 'chengyuan' | 'linzhou' | 'wangzhu' | 'tongxi' | 'heting' | 'zheling'

/** Level of a committee. */
export type Level = 'province' | 'city' | 'county'

/** One place that has a committee of its own. */
export interface Place {
  key: CommitteeKey
  level: Level
  /** Full name, such as 澄远市. */
  name: string
  /** Name without its suffix, such as 澄远. */
  shortName: string
  /** Invented division code; no real province begins with 99. */
  code: string
  parent: CommitteeKey | null
  /** Name of the committee, such as 政协澄远市委员会. */
  committeeName: string
  /** Population in units of ten thousand, for texts that need a figure. */
  populationWan: number
  /** Streets and towns; only counties and districts have them. */
  towns: string[]
}

function place(
  key: CommitteeKey,
  level: Level,
  name: string,
  code: string,
  parent: CommitteeKey | null,
  populationWan: number,
  towns: string[] = [],
): Place {
  const shortName = name.slice(0, -1)
  return { key, level, name, shortName, code, parent, committeeName: `政协${name}委员会`, populationWan, towns }
}

/** The invented province, its two cities and their four counties, parents first. */
export const places: readonly Place[] = [
  place('jianglan', 'province', '江岚省', '990000', null, 3126),
  place('chengyuan', 'city', '澄远市', '990100', 'jianglan', 486),
  place('linzhou', 'city', '霖州市', '990200', 'jianglan', 312),
  place('wangzhu', 'county', '望渚区', '990102', 'chengyuan', 78, [
    '钟楼街道',
    '临津街道',
    '南塘街道',
    '柳营街道',
    '丰裕街道',
    '白鹭洲街道',
    '双桥镇',
    '沙堰镇',
  ]),
  place('tongxi', 'county', '桐溪县', '990121', 'chengyuan', 41, [
    '城关镇',
    '青坞镇',
    '下渡镇',
    '梅岙镇',
    '枫坪镇',
    '石鼓乡',
    '大源乡',
    '竹口乡',
  ]),
  place('heting', 'county', '鹤汀区', '990202', 'linzhou', 63, [
    '文庙街道',
    '西闸街道',
    '新港街道',
    '永盛街道',
    '芦湾街道',
    '官渡镇',
    '黄泥镇',
  ]),
  place('zheling', 'county', '柘岭县', '990222', 'linzhou', 34, [
    '柘阳镇',
    '茶铺镇',
    '云峰镇',
    '磨盘镇',
    '龙井乡',
    '高峪乡',
    '瑶寨民族乡',
  ]),
]

/** The place with this key. */
export function placeOf(key: CommitteeKey): Place {
  const found = places.find((entry) => entry.key === key)
  if (!found) throw new Error(`unknown committee ${key}`)
  return found
}

/** A city committee of the size of a province's, with its roster. */

export const largeCommittee = {
  name: '政协云漳市委员会',
  shortName: '云漳市政协',
  divisionCode: '990300',
  desks: [
    { username: 'yunzhang', name: '云漳联络办小林', role: 'memberOffice' },
    { username: 'yunzhang.zhuxi', name: '云漳市政协主席', role: 'leader' },
  ],
} as const
const surnames = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏']
const given = [...'安邦昌德恩方广海嘉康兰明宁平庆荣盛泰文祥雅远泽志']
/** Names that trip machines: signs beyond the first plane, rare ones within it, long ones of other peoples, four signs. */
const rare = [
  '𠮷田生',
  '龙䶮',
  '陈𬭎',
  '王㛃',
  '魏𡈼',
  '买买提·艾力',
  '阿依古丽·吐尔逊',
  '欧阳震华',
  '邓小囧',
  '朱镕𬀩',
]
const sectors = ['中共', '民革', '民盟', '民建', '民进', '农工党', '致公党', '九三学社', '无党派', '工商联', '经济界']
const posts = ['主席', '副主席', '副主席', '秘书长', '常务委员', '常务委员', '常务委员']

/** Telephone numbers of the roster, none of which is anybody's. */
const phoneOf = (index: number): string => `1390099${String(index).padStart(4, '0')}`
export const nameOf = (index: number): string =>
  rare[index] ?? `${surnames[index % surnames.length]}${given[index % 23]}${given[Math.floor(index / 30)]}`

/** The roster as an office has it: numbered, with sector, post, employer and telephone. */
export function rosterOf(people: number): { name: string; mimeType: string; buffer: Buffer } {
  const lines = Array.from({ length: people }, (_, i) =>
    [i + 1, nameOf(i), sectors[i % sectors.length], posts[i] ?? '', `云漳市第${i + 1}中学 教师`, phoneOf(i)].join(),
  )
  const text = ['序号,姓名,界别,政协职务,工作单位及职务,手机', ...lines, ''].join('\r\n')
  return { name: '云漳市政协委员名单.csv', mimeType: 'text/csv', buffer: Buffer.from(`\uFEFF${text}`) }
}

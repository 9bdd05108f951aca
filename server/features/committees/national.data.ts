import type { CommitteeLevel, GroupKind } from '#contract/committees.ts'

/** The kinds of groups a new committee begins with. Both groups of the two-group system (双组制: a study group by place,
 *  a working group by sector) are exclusive. Source: 商洛市政协“双组制”; 街道活动组 as in 履职系统 of district committees. */
export const nationalGroupKinds: readonly GroupKind[] = [
  { code: 'sector', name: '界别', exclusive: true, position: 1 },
  { code: 'specialCommittee', name: '专门委员会', exclusive: false, position: 2 },
  { code: 'streetGroup', name: '街道活动组', exclusive: true, position: 3 },
  { code: 'studyGroup', name: '学习组', exclusive: true, position: 4 },
  { code: 'workGroup', name: '工作组', exclusive: true, position: 5 },
]

/** The 34 sectors (界别) of the 14th national committee in their order; a committee changes them as its own are. */
export const nationalSectors: readonly string[] = [
  '中国共产党',
  '民革',
  '民盟',
  '民建',
  '民进',
  '农工党',
  '致公党',
  '九三学社',
  '台盟',
  '无党派人士',
  '共青团和青联',
  '总工会',
  '妇联',
  '工商联',
  '科协',
  '台联',
  '侨联',
  '文化艺术界',
  '科学技术界',
  '社会科学界',
  '经济界',
  '农业界',
  '教育界',
  '体育界',
  '新闻出版界',
  '医药卫生界',
  '对外友好界',
  '社会福利和社会保障界',
  '环境资源界',
  '少数民族界',
  '宗教界',
  '特邀香港人士',
  '特邀澳门人士',
  '特别邀请人士',
]

/** Special committees (专门委员会) a new committee begins with: the ten of the nation with the outward ones joined, and
 *  merged further in cities and counties, which have five to eight. Source: 十四届全国政协专门委员会; 地方设置从简. */
export const specialCommitteesByLevel: Readonly<Record<CommitteeLevel, readonly string[]>> = {
  province: [
    '提案委员会',
    '经济委员会',
    '农业和农村委员会',
    '人口资源环境委员会',
    '教科卫体委员会',
    '社会和法制委员会',
    '民族和宗教委员会',
    '港澳台侨和外事委员会',
    '文化文史和学习委员会',
  ],
  city: [
    '提案委员会',
    '经济委员会',
    '农业和农村委员会',
    '人口资源环境委员会',
    '教科卫体委员会',
    '社会法制和民族宗教委员会',
    '港澳台侨和外事委员会',
    '文化文史和学习委员会',
  ],
  county: [
    '提案委员会',
    '经济和农业农村委员会',
    '人口资源环境委员会',
    '教科卫体和文化文史学习委员会',
    '社会法制和民族宗教委员会',
    '港澳台侨委员会',
  ],
}

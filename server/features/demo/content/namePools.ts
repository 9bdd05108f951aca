/** Surnames with their weight in life, compound and rare ones among them. */
export const surnames: readonly (readonly [string, number])[] = [
  ...'王72 李71 张68 刘54 陈45 杨31 黄22 赵23 吴20 周21 徐15 孙15 马13 朱13 胡12 林12 郭12 何11 高10 罗9'
    .split(' ')
    .map((entry) => [entry.slice(0, 1), Number(entry.slice(1))] as const),
  ...[
    ...'郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向汤',
  ].map((surname) => [surname, 4] as const),
  ...[...'冼佟宓阮褚蒲荀瞿游祝甄卞柏娄逄揭卓隋扈仇苗蔺谌郦桑晏简'].map((surname) => [surname, 0.6] as const),
  ...['欧阳', '上官', '司马', '诸葛', '司徒', '夏侯', '皇甫', '尉迟', '令狐'].map((surname) => [surname, 0.7] as const),
]

/** Given names of one generation, by sex. */
export interface GivenNames {
  male: string[]
  female: string[]
}

const words = (text: string): string[] => text.split(' ')

/** Given names by decade of birth. */
export const givenNames: Readonly<Record<1950 | 1960 | 1970 | 1980 | 1990, GivenNames>> = {
  1950: {
    male: words(
      '建国 国庆 卫东 援朝 和平 跃进 志强 永福 德昌 宝山 长根 树林 维新 克勤 振华 光明 福生 耀祖 金水 忠诚 炳南 庆余 守业 世昌 家驹 运来 国栋 明德 学文 启明 清泉 焕章 茂林 松年 正邦',
    ),
    female: words(
      '秀英 桂兰 玉珍 淑芬 凤英 秀珍 惠芳 月娥 素琴 美华 菊香 爱莲 翠云 兰英 慧贞 佩华 彩凤 银花 雪芬 静仪',
    ),
  },
  1960: {
    male: words(
      '建军 卫国 红兵 向东 文革 爱民 建华 国强 立新 志刚 保国 学军 小平 新民 文斌 永刚 海山 胜利 宏伟 建平 伟民 春生 晓东 长征 耀东 革新 正平 大勇 东升 树人 继红 为民 福民 庆丰 明远 国良 传胜 志远 世平 祖荫 军 强 勇 钢 斌 健 毅 峻岭 兆丰 仲华 嘉良',
    ),
    female: words(
      '红 丽华 建英 卫红 玉兰 秀兰 爱华 春梅 晓红 丽萍 永红 雪梅 亚萍 桂芳 瑞芳 淑贤 文英 敏 琴 萍 小玲 凤霞 金凤 惠敏 月华 素芳 梅 向阳 冬梅 艳秋 志英 兰 玲娣 佩文 映雪 如意',
    ),
  },
  1970: {
    male: words(
      '伟 军 勇 涛 斌 辉 海波 志勇 晓明 建波 文涛 永华 国平 春雷 红卫 立军 江涛 海涛 俊峰 志军 学锋 少华 卫平 剑 鹏 波 敏 峰 宏 林 新宇 炜 晓峰 一鸣 旭东 文杰 振宇 颂 明辉 长青 恒 育民 向前 亚军 铁军 兴旺 耀辉 启航 卓群 劲松',
    ),
    female: words(
      '芳 丽 静 敏 艳 霞 燕 娟 红梅 海燕 晓燕 丽娟 春燕 雪莲 亚琴 秋菊 慧 琳 洁 莉 颖 蓉 文娟 小燕 玉梅 丽君 晓华 丹 虹 薇 宁 晓岚 一清 秀丽 志红 雁 瑾 咏梅 素云 晓霞 月明 爱玲',
    ),
  },
  1980: {
    male: words(
      '鹏 磊 超 杰 浩 飞 亮 凯 宇 晨 翔 俊杰 志鹏 晓磊 文博 海洋 明亮 天宇 雷 旭 帆 一凡 博文 松涛 家伟 立峰 思远 景行 昊 煜 彦斌 书恒 少康 弘毅 世杰 子健 泽民 晓龙 冠军 骁',
    ),
    female: words(
      '娜 婷 倩 莹 璐 雪 佳 晶 颖 婧 媛 丹丹 婷婷 晓雯 雅琴 思思 佳佳 静怡 梦洁 文静 晓彤 菲 妍 蕾 悦 若兰 舒 琬 岚 春晓 亦菲 书琴 筱 雯 玮 怡 晓蕾 安琪 予宁 素心',
    ),
  },
  1990: {
    male: words('子豪 浩然 宇轩 俊熙 天佑 一鸣 泽宇 博涵 嘉豪 梓睿 皓 晨曦 奕 昱 子墨 文轩 逸飞 承志 亦凡 锦程'),
    female: words('雨桐 欣怡 梦瑶 思琪 佳琪 子涵 诗雨 雅婷 晓萱 可欣 若曦 嘉怡 婉清 芷若 语嫣 珂 钰 沐 依然 心悦'),
  },
}

/** Names of members of minorities, written whole; the second part tells the ethnicity, the third the sex. */
export const minorityNames: readonly (readonly [string, string, '男' | '女'])[] = [
  ['阿依古丽·买合木提', '维吾尔族', '女'],
  ['艾尼瓦尔·吐尔逊', '维吾尔族', '男'],
  ['古丽努尔·赛买提', '维吾尔族', '女'],
  ['扎西·顿珠', '藏族', '男'],
  ['卓玛·拉姆', '藏族', '女'],
  ['巴特尔·苏和', '蒙古族', '男'],
  ['其其格·那顺', '蒙古族', '女'],
  ['叶尔江·别克', '哈萨克族', '男'],
  ['古再丽·阿卜杜拉', '维吾尔族', '女'],
  ['格桑·旺堆', '藏族', '男'],
  ['马依拉·托合提', '哈萨克族', '女'],
  ['沙马·拉且', '彝族', '男'],
]

/** The 56 nationalities. Source: GB/T 3304. */
export const nationalities: ReadonlySet<string> = new Set(
  (
    '汉族 蒙古族 回族 藏族 维吾尔族 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 哈尼族 哈萨克族 傣族 黎族 傈僳族 佤族 畲族 ' +
    '高山族 拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜族 土族 达斡尔族 仫佬族 羌族 布朗族 撒拉族 毛南族 仡佬族 锡伯族 阿昌族 普米族 ' +
    '塔吉克族 怒族 乌孜别克族 俄罗斯族 鄂温克族 德昂族 保安族 裕固族 京族 塔塔尔族 独龙族 鄂伦春族 赫哲族 门巴族 珞巴族 基诺族'
  ).split(' '),
)

/** How each party is written in this register, and the spellings by which it is known. Source: GB/T 4762 政治面貌代码. */
const spellings: Readonly<Record<string, readonly string[]>> = {
  中共: ['中国共产党党员', '中国共产党', '中共预备党员', '中共党员', '共产党员', '中共', '党员'],
  民革: ['中国国民党革命委员会', '民革党员', '民革会员', '民革'],
  民盟: ['中国民主同盟', '民盟盟员', '民盟'],
  民建: ['中国民主建国会', '民建会员', '民建'],
  民进: ['中国民主促进会', '民进会员', '民进'],
  农工党: ['中国农工民主党', '农工党党员', '农工党员', '农工民主党', '农工党', '农工'],
  致公党: ['中国致公党', '致公党党员', '致公党员', '致公党', '致公'],
  九三学社: ['九三学社社员', '九三学社', '九三社员', '九三'],
  台盟: ['台湾民主自治同盟', '台盟盟员', '台盟'],
  无党派: ['无党派民主人士', '无党派人士', '无党派'],
  共青团员: ['中国共产主义青年团团员', '共青团员', '共青团', '团员'],
  群众: ['群众'],
}

export const partyNames: ReadonlySet<string> = new Set(Object.keys(spellings))

/** Spellings with the party they mean, the longer before the shorter. */
export const partySpellings: readonly (readonly [written: string, name: string])[] = Object.entries(spellings)
  .flatMap(([name, written]) => written.map((one) => [one, name] as const))
  .sort(([a], [b]) => b.length - a.length)

/** The most common passwords of ten characters and more, folded to lower case, and those that this product invites.
 *  Collected from what published lists of leaked passwords agree on (SecLists 10k-most-common, Chinese leaks of 2011). */
export const commonPasswords: ReadonlySet<string> = new Set(
  `1234567890 12345678910 123456789a a123456789 1234567891 0123456789 9876543210 1234554321 1234512345 123456123456
  0987654321 1122334455 1112223334 111222333444 123123123123 123321123321 147258369a 1472583690 741852963a 7894561230
  159357159357 789456123a 123456789q q123456789 123456789z z123456789 aa123456789 abc123456789 qq123456789 w123456789
  1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc 1qazxsw23edc 1qaz@wsx3edc qwertyuiop qwertyuiop123 qwerty12345 qwerty123456 qazwsxedcrfv
  asdfghjkl123 asdfghjkl1 zxcvbnm123 zxcvbnm1234 qweasdzxc123 poiuytrewq 1234qwerasdf qwer1234asdf asdf1234qwer q1w2e3r4t5 q1w2e3r4t5y6
  password10 password12 password123 password1234 passw0rd123 p@ssw0rd123 p@ssword123 passwordpassword mypassword1 password2024
  password2025 password2026 admin12345 admin123456 admin123456789 admin888888 administrator root123456 test123456 welcome123
  welcome1234 letmein123 letmein1234 iloveyou123 iloveyou1314 iloveyou520 iloveyouforever sunshine123 football123 princess123
  baseball123 superman123 dragon12345 monkey12345 trustno1trustno1 changeme123 changeme1234 default123 internet123 computer123
  woaini1314 woaini1314520 woaini520 woaini5201314 woaini123456 woaini521 5201314520 52013145201314 1314520520 13145201314520
  woaiwojia1 woaizhongguo woaizhonghua zhongguo123 china123456 beijing2008 taobao123456 wang123456 zhang123456 liming123456
  li123456789 aaaaaaaaaa 0000000000 1111111111 8888888888 6666666666 88888888888 66666666666 5555555555 9999999999 woshishui123
  zhengxie123 zhengxie1234 zhengxie123456 zhengxie2024 zhengxie2025 zhengxie2026 zhengxie888 tongxin123 tongxin1234 tongxin123456
  tongxin2025 tongxin2026 tongxintongxin zhengxiezhengxie weiyuan123 weiyuan123456 lvzhi123456 tian123456 tian123456789
  renminzhengxie renmin123456 chinachina1 gongchandang wodemima123 wodemima123456 mima123456 mima1234567 mimamima123 huanying123`.split(
    /\s+/,
  ),
)

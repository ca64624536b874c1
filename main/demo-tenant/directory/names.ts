/**
 * Names of the demo people: many scripts, so that search, sorting, initials and line breaking are tried on all of them.
 *
 * Each entry is `as written|as in an address`; without the bar the address is the name without its diacritics.
 * The names are common ones put together by chance; they stand for nobody.
 */
import type { Chance } from '../ids';

export type NameParts = { readonly written: string; readonly ascii: string };

export type NameSet = {
  /** BCP 47, as `preferredLanguage`. */
  readonly language: string;
  /** ISO 3166-1 alpha-2, as `usageLocation`. */
  readonly country: string;
  readonly city: string;
  /** Three letters, for office numbers. */
  readonly cityCode: string;
  readonly familyFirst: boolean;
  /** How many tickets the set has in the draw. */
  readonly weight: number;
  readonly given: readonly [NameParts, ...(readonly NameParts[])];
  readonly family: readonly [NameParts, ...(readonly NameParts[])];
};

/** Letters that Unicode does not take apart into a base letter and a mark. */
const SINGLE_LETTERS: Readonly<Record<string, string>> = { ø: 'o', ł: 'l', đ: 'd', ß: 'ss', æ: 'ae', œ: 'oe', ı: 'i', þ: 'th', ð: 'd' };

export function asciiOf(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, (letter) => SINGLE_LETTERS[letter] ?? '');
}

function parts(entry: string): NameParts {
  const [written = entry, ascii] = entry.split('|');
  return { written, ascii: ascii ?? asciiOf(written) };
}

function list(entries: string): NameSet['given'] {
  const [first = '', ...rest] = entries.split(', ');
  return [parts(first), ...rest.map(parts)];
}

function set(language: string, country: string, city: string, weight: number, given: string, family: string, familyFirst = false): NameSet {
  return { language, country, city, cityCode: asciiOf(city).slice(0, 3).toUpperCase() || 'HQ', weight, familyFirst, given: list(given), family: list(family) };
}

export const NAME_SETS: readonly NameSet[] = [
  set('en-GB', 'GB', 'Leeds', 9,
    'Alice, Amelia, Callum, Charlotte, Daniel, Eleanor, Emily, George, Grace, Harriet, Isla, Jack, Liam, Megan, Oliver, Sophie, Thomas, William',
    "Archer, Bennett, Clarke, Davies, Evans, Fletcher, Hughes, MacLeod, Marsh, O'Brien, O'Neill, Patel, Singh, Taylor, Walker, Ward, Watson-Blake, Young"),
  set('sv-SE', 'SE', 'Malmö', 6,
    'Åsa, Björn, Elin, Gunnar, Håkan, Ingrid, Jörgen, Karin, Lars, Linnéa, Märta, Nils, Östen, Sofia',
    'Ahlström, Bergqvist, Dahl, Ekström, Forsberg, Hägg, Lindgren, Löfgren, Nyström, Öberg, Sjöström, Åkesson'),
  set('de-DE', 'DE', 'Köln', 6,
    'Anneliese, Björn, Claudia, Dörte, Friedrich, Günther, Jürgen, Käthe, Lukas, Sören, Ulrike, Xaver',
    'Bäcker, Fuß, Groß, Hübner, Jäger, Köhler, Müller, Schäfer, Schröder, von der Heide, Weiß, Zöllner'),
  set('pl-PL', 'PL', 'Łódź', 4,
    'Agnieszka, Błażej, Grzegorz, Jadwiga, Łucja, Małgorzata, Michał, Paweł, Stanisław, Żaneta',
    'Dąbrowski, Gołębiewska, Jabłoński, Kępa, Łukasik, Mróz, Piątek, Śliwa, Wójcik, Źrebiec'),
  set('es-ES', 'ES', 'Málaga', 5,
    'Álvaro, Begoña, Concepción, Íñigo, José María, Lucía, María José, Martín, Sofía, Úrsula',
    'Álvarez, de la Cruz, Gómez, Ibáñez, López García, Muñoz, Núñez, Peña, Rodríguez, Yáñez'),
  set('fr-FR', 'FR', 'Orléans', 4,
    'Aurélie, Benoît, Chloé, Élodie, François, Gaëlle, Hélène, Jean-Noël, Noémie, Zoé',
    "Bélanger, Çelik, D'Amboise, Desprès, Évrard, Gagné, L'Hôte, Lefèvre, Saint-Étienne, Théroux"),
  set('tr-TR', 'TR', 'İzmir', 3,
    'Ayşe, Çağla, Emre, Gülşen, İbrahim, Işıl, Ömer, Şebnem, Tuğba, Ümit',
    'Aydın, Çelik, Doğan, Güneş, Işık, İnan, Öztürk, Şahin, Yıldırım, Yılmaz'),
  set('vi-VN', 'VN', 'Huế', 3,
    'Anh, Bích, Đức, Hương, Khánh, Minh, Ngọc, Phượng, Quốc, Thảo',
    'Bùi, Đặng, Đỗ, Hoàng, Lê, Nguyễn, Phạm, Trần, Võ, Vũ', true),
  set('el-GR', 'GR', 'Θεσσαλονίκη', 3,
    'Αθηνά|athina, Αλέξανδρος|alexandros, Γιώργος|giorgos, Ειρήνη|eirini, Ελένη|eleni, Κώστας|kostas, Νίκος|nikos, Σοφία|sofia',
    'Αγγελίδης|angelidis, Βασιλείου|vasileiou, Δημητρίου|dimitriou, Κωνσταντίνου|konstantinou, Νικολάου|nikolaou, Παππάς|pappas'),
  set('uk-UA', 'UA', 'Львів', 3,
    'Андрій|andrii, Ганна|hanna, Дмитро|dmytro, Їлья|yilia, Катерина|kateryna, Мар’яна|mariana, Олександр|oleksandr, Юлія|yuliia',
    'Бондаренко|bondarenko, Гриценко|hrytsenko, Ковальчук|kovalchuk, Мельник|melnyk, Шевчук|shevchuk, Ющенко|yushchenko'),
  set('bg-BG', 'BG', 'Пловдив', 2,
    'Валентина|valentina, Виолета|violeta, Десислава|desislava, Калина|kalina, Милена|milena, Ралица|ralitsa',
    'Ангелова|angelova, Димитрова|dimitrova, Иванова|ivanova, Петрова|petrova, Стоянова|stoyanova, Христова|hristova'),
  set('ar-EG', 'EG', 'القاهرة', 3,
    'أحمد|ahmad, خديجة|khadija, سارة|sara, عمر|omar, فاطمة|fatima, ليلى|layla, محمد|mohamed, يوسف|yousef',
    'الحسن|alhassan, الخطيب|alkhatib, المصري|almasri, حداد|haddad, عبد الله|abdallah, منصور|mansour'),
  set('he-IL', 'IL', 'חיפה', 2,
    'אבי|avi, דוד|david, יעל|yael, מיכל|michal, נועה|noa, שירה|shira',
    'בן דוד|bendavid, כהן|cohen, לוי|levi, מזרחי|mizrahi, פרידמן|friedman, שפירא|shapira'),
  set('zh-CN', 'CN', '成都', 3,
    '伟|wei, 芳|fang, 娜|na, 秀英|xiuying, 敏|min, 静|jing, 子涵|zihan, 志强|zhiqiang',
    '王|wang, 李|li, 张|zhang, 刘|liu, 陈|chen, 欧阳|ouyang', true),
  set('ja-JP', 'JP', '札幌', 3,
    '陽菜|hina, 蓮|ren, 結衣|yui, 大翔|hiroto, さくら|sakura, ケンジ|kenji, 翔太|shota, 美咲|misaki',
    '佐藤|sato, 鈴木|suzuki, 高橋|takahashi, 田中|tanaka, 渡辺|watanabe, 齋藤|saito', true),
  set('ko-KR', 'KR', '부산', 3,
    '민준|minjun, 서연|seoyeon, 지우|jiwoo, 하은|haeun, 도윤|doyun, 수빈|subin',
    '김|kim, 이|lee, 박|park, 최|choi, 정|jeong, 남궁|namgung', true),
  set('hi-IN', 'IN', 'पुणे', 3,
    'आरव|aarav, अनन्या|ananya, कृष्ण|krishna, दीपिका|deepika, प्रिया|priya, राहुल|rahul, श्रुति|shruti, हर्ष|harsh',
    'अग्रवाल|agarwal, कुलकर्णी|kulkarni, चौधरी|chaudhary, देशपांडे|deshpande, शर्मा|sharma, सिंह|singh'),
  set('th-TH', 'TH', 'เชียงใหม่', 2,
    'กานดา|kanda, ชนินทร์|chanin, ณัฐ|nat, พิมพ์ชนก|pimchanok, สมชาย|somchai, อรุณ|arun',
    'แก้วมณี|kaewmanee, จันทร์เพ็ญ|chanphen, ทองดี|thongdee, ศรีสุข|srisuk, สุวรรณ|suwan, อินทร์แก้ว|inkaew'),
  set('ka-GE', 'GE', 'თბილისი', 1, 'გიორგი|giorgi, ნინო|nino, თამარ|tamar, ლევან|levan', 'ბერიძე|beridze, კაპანაძე|kapanadze, მაისურაძე|maisuradze'),
  set('ta-IN', 'IN', 'மதுரை', 1, 'அருண்|arun, கவிதா|kavitha, முருகன்|murugan, மீனா|meena', 'கண்ணன்|kannan, சுப்பிரமணியன்|subramanian, ராஜன்|rajan'),
  set('am-ET', 'ET', 'አዲስ አበባ', 1, 'አበበ|abebe, ሰላም|selam, ዮናስ|yonas, ሕይወት|hiwot', 'ተስፋዬ|tesfaye, ገብሬ|gebre, ወልደ|wolde'),
];

/** One entry for each ticket, so that a draw is one look-up. */
const DRAW: readonly NameSet[] = NAME_SETS.flatMap((each) => Array.from({ length: each.weight }, () => each));

export type DrawnName = {
  readonly set: NameSet;
  readonly displayName: string;
  readonly givenName: string;
  readonly surname: string;
  /** For an address, before the at sign. */
  readonly alias: string;
};

export function drawName(chance: Chance): DrawnName {
  const set = DRAW[chance.below(DRAW.length)] ?? NAME_SETS[0];
  if (!set) throw new Error('No names to draw from');
  const given = chance.pick(set.given);
  const family = chance.pick(set.family);
  const displayName = set.familyFirst ? `${family.written} ${given.written}` : `${given.written} ${family.written}`;
  return { set, displayName, givenName: given.written, surname: family.written, alias: `${given.ascii}.${family.ascii}` };
}

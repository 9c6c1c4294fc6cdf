/** Words that tell a time, in Russian and Kazakh. A word stands whole; one that ends in `*` stands for all that begin so. */

import { foldWords, perWord } from './text.ts'

export type Part = 'night' | 'morning' | 'noon' | 'midday' | 'afternoon' | 'evening'
export type Unit = 'minute' | 'hour' | 'day' | 'night' | 'week' | 'month' | 'year'
export type Repeats = 'daily' | 'weekly' | 'weekend' | 'night'

/** Local hours of each part, counted from the midnight before; the night belongs to the evening it begins with. */
export const hoursOf: Record<Part, [from: number, to: number]> = {
  night: [22, 30],
  morning: [5, 11],
  noon: [12, 14],
  midday: [10, 17],
  afternoon: [13, 18],
  evening: [17, 24],
}

const lists: Record<string, string> = {
  'day:-3': 'позапозавчера',
  'day:-2': 'позавчера позавчерашн* бұрнағыкүні алдыңгүні',
  'day:-1': 'вчера вчерась вчерашн* кеше кешегі* кешеден накануне фчера',
  'day:0': 'сегодня сегодняшн* седня сёдня бүгін бүгінгі* бүгіннен',
  'day:1': 'завтра завтрашн* ертең ертеңге ертеңгі ертеңнен',
  'day:2': 'послезавтра бүрсігүні бүрсүгүні',
  'weekday:1': 'понедельник понедельника понедельникам понедельнику дүйсенбі*',
  'weekday:2': 'вторник вторника вторникам вторнику сейсенбі*',
  'weekday:3': 'среда среду среды средам сәрсенбі*',
  'weekday:4': 'четверг четверга четвергам четвергу бейсенбі*',
  'weekday:5': 'пятница пятницу пятницы пятницам пятнице жұма жұмада жұманың жұмадан',
  'weekday:6': 'суббота субботу субботы субботам субботе сенбі сенбіде сенбінің сенбіден сенбіге',
  'weekday:7': 'воскресенье воскресение воскресенья воскресеньям воскресенью жексенбі*',
  'part:night': 'ночью ночыу ночю ночу ночь ночи ночке түнде түні түнгі түнделетіп түннен түннің түнімен түндегі',
  'part:morning':
    'утром утро утра утрам утречком утренн* таңертең* таңертен* таң таңда таңғы таңмен таңнан азанда азаннан азанғы',
  'part:noon': 'обед обеда обедом полдень полдня түсте түскі түстен',
  'part:midday': 'днем днём дневное күндіз*',
  'part:evening':
    'вечером вечер вечера вечерком вечеру вечерн* кешке кешкі кешкісін кешкілік кештетіп кешқұрым кештен іңірде',
  'every:': 'әр каждый каждую каждое каждые каждой каждого каждом кажд ежедневн',
  'daily:': 'ежедневно ежевечерне ежеутренне күнделікті күнде круглосуточно күн-түн',
  'nightly:': 'еженощно ночами түндері түндерде',
  'weekly:': 'еженедельно',
  'plural:night': 'ночам',
  'plural:morning': 'утрам таңдары',
  'plural:evening': 'вечерам вечерами кештері кештерде',
  'weekend:': 'выходные выходных выходным выходной',
  'rest:': 'демалыс демалыста демалыстарда демалыстан',
  'each:': 'сайын',
  'now:': 'сейчас щас щяс сечас сичас шас счас щаз ща қазір қазыр казр',
  'just:': 'жаңағана әлгінде',
  'lately:': 'недавно жақында',
  'ago:': 'назад наза тому бұрын',
  'since:': 'бері бергі',
  'further:': 'бойы',
  'after:': 'после кейін соң',
  'until:': 'до дейін шейін',
  'from:': 'с со от начиная',
  'in:': 'между районе в во к ко около примерно приблизительно где-то сағат ровно часу часов часа',
  'hush:':
    'где то примерно приблизительно около ровно поздно рано опять снова кажется так шамамен шамасында жуық тағы именно аж уже',
  'through:': 'через спустя',
  'already:':
    'уже целый целую целое целых больше более почти около подряд қатарынан последние последний последнюю соңғы бүкіл чуть',
  'whole:': 'всю весь все всё бүкіл целую целый қатарынан',
  'last:':
    'прошлой прошлую прошлый прошлым прошлом прошлое прошлого прошлые прошедш* минувш* той позапрошл* өткен былтырғы',
  'this:': 'этой эту этот этом этого эти осы текущ* бұл',
  'next:': 'следующ* будущ* ближайш* грядущ* предстоящ* келесі алдағы келер',
  'half:': 'полчаса полчасика',
  'halfSpan:': 'жарты жарым',
  'pair:': 'пару пара',
  'several:': 'несколько бірнеше неше нескольких неск',
  'unit:minute': 'минут минуту минуты минута минутка минуток минутки минутку мин минуттан минуттай',
  'unit:hour': 'час часа часов часик часика часиков ч сағат сағаттан сағаттай саг сағаттық часы часом',
  'unit:day': 'день дня дней дни днем сутки суток күн күннен күндей күні тәулік* дн',
  'unit:night': 'ночь ночи ночей түн түннен',
  'unit:week':
    'неделя неделю недели недель неделе неделька недельку апта аптадан аптада аптаға аптаның аптадай аптасы нед',
  'unit:month': 'месяц месяца месяцев месяце мес ай айдан айда айдай айдың айға',
  'unit:year': 'год года лет году жыл жылдан жылы жылда жылдай',
  'season:winter': 'зимы зимой қыста қыстан',
  'season:spring': 'весны весной көктемде көктемнен',
  'season:summer': 'лета летом жазда жаздан',
  'season:autumn': 'осени осенью күзде күзден',
  'lastYear:': 'былтыр',
  'month:1': 'январ* янв қаңтар*',
  'month:2': 'феврал* фев ақпан*',
  'month:3': 'март марта марте мартта наурыз наурызда наурыздың наурыздан',
  'month:4': 'апрел* апр сәуір*',
  'month:5': 'май мая мае мамыр*',
  'month:6': 'июн июнь июня июне маусым*',
  'month:7': 'июл июль июля июле шілде*',
  'month:8': 'август* авг тамыз*',
  'month:9': 'сентябр* сент сен қыркүйек* қыркүйег*',
  'month:10': 'октябр* окт қазан қазанда қазанның қазаннан',
  'month:11': 'ноябр* ноя қараша қарашада қарашаның қарашадан',
  'month:12': 'декабр* дек желтоқсан желтоқсанда желтоқсанның желтоқсаннан',
  'date:': 'числа числе число',
  'midnight:': 'полночь полуночи полночи заполночь түнортасы',
  'middle:': 'жарымда жарымына жарымға жарымы ортасы ортасында ортасынан',
  'future:':
    'будет будут буду будем будете состоится пройдет планируется ожидается намечается болады болмақ өтеді өткізіледі жүргізіледі жүргізілед болад',
}

const numbers: Record<number, string> = {
  1: 'один одну одна одного бір',
  2: 'два две двух двум двое екі',
  3: 'три трех трёх трем трое үш',
  4: 'четыре четырех четырёх четырем төрт',
  5: 'пять пяти бес',
  6: 'шесть шести алты',
  7: 'семь семи жеті',
  8: 'восемь восьми сегіз',
  9: 'девять девяти тоғыз',
  10: 'десять десяти он',
  11: 'одиннадцать одиннадцати одинадцать',
  12: 'двенадцать двенадцати',
  15: 'пятнадцать пятнадцати',
  20: 'двадцать двадцати жиырма',
  30: 'тридцать тридцати отыз',
  40: 'сорок қырық',
}
const ordinals: Record<number, string> = {
  1: 'перв бірінші',
  2: 'втор екінші',
  3: 'трет үшінші',
  4: 'четверт төртінші',
  5: 'пят бесінші',
  6: 'шест алтыншы',
  7: 'седьм жетінші',
  8: 'восьм сегізінші',
  9: 'девят тоғызыншы',
  10: 'десят оныншы',
  11: 'одиннадцат',
  12: 'двенадцат',
}

/** What may follow a number that is none of a time: a house, a price, a measure, people. */
const other = `дом* үй* подъезд* подьезд* под эт этаж* қабат* кв квартир* пәтер* пат школ* мектеп* мкр* микрорайон* блок* корпус* садик* детсад* балабақша* маршрут* автобус* класс* сынып* раз раза рет чел человек* адам* кісі тенге* тг теңге* руб* метр* м км кг литр* сот соток сантим* см этап* машин* көлік* бала ребен* дет* девоч* мальч* парн* подрост* жігіт* мужик* мужчин* женщин* балл* процент* тыс* мың млн гр грамм* участок участк* учаскел* секци* парковк* место мест литра куб* градус* поликлин* қатар ряд* гараж* комнат* бөлме* жаста* жасар* статьи стать* ст бап* контейнер* аялдам* цех* павильон* бутик* лет`

export type TimeClass = [kind: string, value: string]

const whole = new Map<string, TimeClass[]>()
const stems: [string, TimeClass][] = []

function plant(text: string, name: TimeClass): void {
  for (const written of text.split(/\s+/)) {
    const folded = foldWords(written.replace('*', '')).replaceAll(' ', '')
    if (folded === '') continue
    if (written.endsWith('*')) stems.push([folded, name])
    else {
      const known = whole.get(folded) ?? []
      if (!known.some(([kind]) => kind === name[0])) whole.set(folded, [...known, name])
    }
  }
}

for (const [key, text] of Object.entries(lists)) plant(text, key.split(':') as TimeClass)
for (const [value, text] of Object.entries(numbers)) plant(text, ['number', value])
plant(other, ['other', ''])
for (const [value, text] of Object.entries(ordinals)) {
  const [russian = '', kazakh] = text.split(' ')
  for (const ending of 'ый ой ий ую ая ое ью ья ье ого ьего ьем ом'.split(' '))
    plant(russian + ending, ['ordinal', value])
  plant(`пол${russian}ого пол${russian}ьего`, ['halfTo', value])
  if (kazakh !== undefined) plant(kazakh, ['ordinal', value])
}

const kazakhNumbers = new Map(
  Object.entries(numbers).flatMap(([value, text]) => {
    const last = text.split(' ').at(-1) ?? ''
    return Number(value) <= 10 || Number(value) === 20 ? [[foldWords(last), value] as const] : []
  }),
)
/** Endings of a Kazakh numeral that tells an hour: at, from, to, since. */
export const hourEndings = new Set(
  'де да те та ден дан тен тан нен нан ге га ке ка дерде терде лерде ларда лер лар'.split(' '),
)

/** All that a word may be in a time. */
export const timeWord = perWord((word): readonly TimeClass[] => {
  if (word.digits) return []
  const found = [...(whole.get(word.text) ?? [])]
  for (const [stem, name] of stems)
    if (word.text.startsWith(stem) && !found.some(([kind]) => kind === name[0])) found.push(name)
  for (let cut = word.text.length - 2; cut >= word.text.length - 5 && cut > 1; cut -= 1) {
    const value = kazakhNumbers.get(word.text.slice(0, cut))
    if (value !== undefined && hourEndings.has(word.text.slice(cut))) found.push(['hour', value])
  }
  return found
})

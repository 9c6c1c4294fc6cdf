import type { Lang } from './categories.ts'
import { type Folded, foldWords, perWord, type Word } from './text.ts'

const folded = (words: string): Set<string> => new Set(words.split(/\s+/).map(foldWords))

/** Frequent words that only one of the languages has, once folded. */
const russian =
  folded(`и в во на не что у с со это этот эта эти как мы вы он она они нас вас их его её мне меня тебя я ты по за из от до для к ко о об при но а же ли бы то так уже еще ещё
  там тут здесь где когда кто чей чья чьи какой какая какие который которая если или нет да есть был была были было будет будут может можно надо нужно опять снова всё все всех выехать могу можем делайте сделайте соседи соседка нибудь всем весь вся очень только
  сейчас щас сегодня вчера завтра потом теперь просто тоже также под над перед возле около между через после без про нам вам им наш наша наши наше ваш свой своей своих себя сам сами такой такая такие
  люди человек дети ребенок дом дома двор дворе во время день ночь ночью утром вечером каждый каждую опасно срочно помогите пожалуйста спасибо здравствуйте добрый доброе почему зачем сколько чтобы хоть хотя
  стоит стоят сидит сидят пьют курят кричат орут лежит ходит ходят делать делают убрали вообще прям прямо кажется какие-то кто-то один два три раз больше много мало нельзя никто ничего никак куда туда сюда отсюда кого чего чем тем том той этом этой этого уж ну вот ведь даже лет час часа часов минут`)
const kazakh =
  folded(`мен және де да ма ме бір екі үш төрт бес осы сол бұл мына ана анау мынау біз сіз олар біздің сіздің менің оның бізде бізге мені бізді ғой ғана екен еді емес жоқ бар керек тағы қазір кеше бүгін ертең
  енді әлі неге қайда қашан кім қандай қалай қанша не үй үйде үйдің үйге көше жақта алды алдында артында қасында жанында жатыр тұр отыр жүр болды болып болады болса деп деген дейді еткен етіп үшін туралы көрші көршілер
  адам адамдар бала балалар балам кісі жігіт жігіттер қыз әйел түнде таң кеш күн күнде сайын сағат минут келіп кетті келді келіңіз алып қойып қойды жүрген тұрған отырған көп өте тез қатты жақсы рахмет рақмет сәлем сәлеметсіз
  ау ауыл аула ауласы ауласында біреу біреулер ешкім ештеңе бәрі барлық барлығы жерде жер жол жолда су ит иттер мал шу айтыңыз айтты көрдім көрген білесіз ме ба бе па пе ия иә жаңа ескі үлкен кішкентай ол ал бол кел кет қой ақша отырмыз жатырмыз
  жоқпа барма осында сонда анда мұнда әкім үйі қабат пәтер есік терезе қоқыс көлік`)
/** Said in both languages of a chat: tells nothing. */
const borrowed =
  folded(`участковый участковому участковыйға подъезд подьезд этаж лифт подвал домофон номер машина парковка газон тротуар аптека магазин базар полиция инспектор чат ок окей видео фото адрес штраф протокол
  оси кск квартира кв мкр микрорайон контейнер мусор остановка школа садик паркинг музыка колонка ремонт балкон гараж кафе салют мат кальян вейп банк карта каспи код смс телефон ватсап свет газ акция тариф
  собрание заявка патруль скорый скорая ура привет салам ассалам сос да о а и алло мм камера шлагбаум самокат мотоцикл площадка стадион супермаркет маркет дом`)

const kazakhEndings = folded(
  `тың дың ның нің дің тің лар лер дар дер тар тер ған ген қан кен ып іп дым дім тым тім дық дік тық тік мыз міз сыз сіз ңыз ңіз ады еді йды йді айық ейік лық лік сын сін ында інде ының інің ынан інен ғы гі дағы дегі ыңыз іңіз баған беген маған меген майды мейді салар ымыз іміз атын етін лап леп дап деп тап пайды пейді ды ді ты ті`,
)
const russianEndings = folded(
  `ого его ому ему ыми ими ами ями ать ять ить еть уть ешь ает яет ует ают яют уют ит ят ишь ется ются ится ятся лся лась лись лось ться ый ий ая яя ое ые ие ую юю ость ение ании ание ова ева ский ская ских ских ной ных ным вает вают шего шие щие щих ется ала али ила или ело ела ели ыла ыли ало ило ишка ушки ок`,
)
type Vote = -1 | 0 | 1

export interface Votes {
  /** Words that are Kazakh, words that are Russian, and Russian words with a Kazakh ending. */
  kk: number
  ru: number
  both: number
}

/** How many words speak for each language; Kazakh without its letters or in Latin is Kazakh, lone borrowed words count for nothing. */
export function countVotes(text: Folded): Votes {
  const votes: Votes = { kk: 0, ru: 0, both: 0 }
  for (const token of text.tokens) {
    const vote = voteOf(token.word)
    if (vote > 0) votes.kk += 1
    else if (vote < 0) votes.ru += 1
    if (isBoth(token.word)) votes.both += 1
  }
  return votes
}

/** In which language a text is by its votes alone, where nothing was learned. */
export function languageOf(text: Folded, { kk, ru }: Votes): Lang {
  if (kk === 0 && ru === 0) return text.kazakhWords > 0 ? 'kk' : fallback(text)
  const less = Math.min(kk, ru)
  if (less >= 2 && less / (kk + ru) >= 0.12) return 'mixed'
  return kk > ru ? 'kk' : ru > kk ? 'ru' : text.kazakhWords > 0 ? 'kk' : 'ru'
}

/** A Russian word with a Kazakh ending: `подъездке`, `мусорды`, `сосед­тер`. */
const isBoth = perWord(({ text, digits, latin }: Word): boolean => {
  if (digits || latin || text.length < 5 || !/[вфцчщьё]/.test(text.slice(0, -2))) return false
  return ending(text, kazakhEndings) > ending(text, russianEndings)
})

const voteOf = perWord((word: Word): Vote => {
  if (word.digits) return 0
  const shown = word.text
  if (word.kazakh) return 1
  if (borrowed.has(shown)) return 0
  const inKazakh = kazakh.has(shown)
  const inRussian = russian.has(shown)
  if (inKazakh !== inRussian) return inKazakh ? 1 : -1
  if (inKazakh || shown.length < 4) return 0
  const byKazakh = ending(shown, kazakhEndings)
  const byRussian = ending(shown, russianEndings)
  if (byKazakh > byRussian) return 1
  if (byRussian > byKazakh) return -1
  if (byRussian > 0) return 0
  return /[щцьэ]/.test(shown) && !word.latin ? -1 : 0
})

function ending(word: string, list: Set<string>): number {
  for (let size = Math.min(5, word.length - 2); size >= 2; size -= 1) if (list.has(word.slice(-size))) return size
  return 0
}

/** No word told: a vowel at odds or Latin letters speak for Kazakh, otherwise Russian. */
function fallback(text: Folded): Lang {
  let latin = 0
  let words = 0
  for (const token of text.tokens) {
    if (token.digits) continue
    words += 1
    if (token.latin) latin += 1
  }
  return words > 1 && latin === words ? 'kk' : 'ru'
}

const english = new Set(
  folded(`the and you your are is of this that with all now as an for from in to on be not it or if then will can
  previous rules instructions administrator system print mark everything let select users table log console please hello`),
)

/** Neither Russian nor Kazakh but English, or a program: by its small words, which fold into no word of ours. */
export function isForeign({ tokens }: Folded): boolean {
  const latin = tokens.filter((token) => token.latin)
  if (latin.length < 4 || latin.length < tokens.filter(({ digits }) => !digits).length * 0.8) return false
  const told = new Set(latin.filter(({ text }) => english.has(text)).map(({ text }) => text))
  return told.size >= 3
}

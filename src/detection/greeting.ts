import { type Folded, foldWords } from './text.ts'

/** Words of which a greeting is made, and nothing else of any matter. */
const greetings = new Set(
  `привет приветик приветствую здравствуйте здравствуй здрасте здрасьте добрый доброе доброй доброго хорошего спокойной утро
  утра утречко день дня вечер вечера вечерок ночи всем вам всех соседи дорогие уважаемые друзья салам салем алейкум ассалам
  ассалаумағалейкум ассалаумагалейкум сәлем сәлеметсіз сәлеметсіздер сәлеметсіңдер армысыз армысыздар бе ме қайырлы таң күн
  кеш түн болсын баршаңызға бәріңізге көршілер ағайын құрметті`
    .split(/\s+/)
    .map(foldWords),
)

/** Whether it greets and says no more: then it belongs to no matter, however soon it follows one. */
export function isGreeting({ tokens }: Folded): boolean {
  return tokens.length > 0 && tokens.length <= 8 && tokens.every(({ text }) => greetings.has(text))
}

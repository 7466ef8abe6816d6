/**
 * Remarks that people make in reviews, told apart by whether the writer is pleased. `-new` rules are for measuring only: turns of
 * phrase that training never sees, made of words that it does.
 */
export const sentiments = `
@good, separated
great, amazing, excellent, fantastic, lovely, awesome, wonderful, perfect, outstanding, superb, good, nice, incredible, brilliant, terrific, impressive, pleasant, first rate, beautiful, fabulous, phenomenal, exceptional, a gem, one of the better ones
@bad, separated
terrible, awful, disappointing, horrible, mediocre, poor, worst, bad, dreadful, pathetic, unacceptable, lousy, a joke, a letdown, disgusting, average at best, subpar, a mess, shameful, ridiculous, appalling, atrocious, meh, underwhelming, a disgrace, a mistake, uninspired, unpleasant

@very, separated
really, so, absolutely, very, super, just, totally, incredibly, extremely, quite, honestly, truly, pretty
@tasty, separated
delicious, tasty, fresh, flavorful, yummy, crispy, juicy, tender, perfectly cooked, hot and fresh, well seasoned, to die for, mouth watering, cooked to perfection, full of flavor, heavenly, moist, creamy
@nasty, separated
bland, cold, stale, greasy, dry, gross, soggy, undercooked, overcooked, flavorless, tasteless, rubbery, nasty, burnt, too salty, raw in the middle, old, lukewarm, chewy, inedible, like cardboard, microwaved, watery, frozen inside
@kind, separated
friendly, attentive, helpful, polite, welcoming, professional, fast, quick, prompt, on top of things, kind, patient, knowledgeable, sweet, happy to help, accommodating
@unkind, separated
rude, slow, inattentive, unprofessional, lazy, unfriendly, ignorant, clueless, careless, unhelpful, terrible, impatient, arrogant, nowhere to be found, annoyed with us, overwhelmed

@food, separated
food, burger, fries, chicken, steak, salad, sauce, pizza, crust, sushi, pho, beef, pork, ribs, bacon, eggs, pasta, bread, dessert, cake, coffee, tea, fish, shrimp, seafood, soup, appetizer, sandwich, tacos, buffet, breakfast, brunch, lunch, dinner, cheese, rice, curry, meat, meal, duck, wings, noodles
@people, separated
service, staff, waitress, server, waiter, bartender, owner, chef, manager, hostess, crew, girl at the counter, cashier, receptionist, driver, technician, support team
@place, separated
place, restaurant, atmosphere, ambiance, decor, patio, location, experience, vibe, room, hotel, bar, view, bathroom, bed, pool, shop, salon
@thing, separated
phone, battery, sound, screen, headset, case, charger, keyboard, camera, jacket, mattress, blender, printer, app, game, film, acting, plot, script, ending, book, story, soundtrack, fit, design, quality, price, picture, build quality
@any
<food>
<people>
<place>
<thing>
@who, separated
my husband, my wife, my friend, we all, everyone, the kids, my mom, our group, the whole family, my boyfriend

@neutral
[We|I] [went|stopped by|came|ordered] [on a Friday|for lunch|with friends|last week|after work|before a show|for my birthday].
[I|We] [had|ordered|tried|shared|bought] the <food> and the <food>.
It is [near|next to|across from] [the station|the mall|my office|the strip|the airport].
[My friend|My sister|A coworker] [told me about|recommended|sent me] this one.
There are <2-30> [tables|kinds to choose from|locations in town|buttons|chapters].
I have had it for <2-11> [weeks|months|days].
[We|I] paid <10-90> [dollars|euros] for it.
It was [my first time|our second visit|a weekday|just the two of us].

@good-remark
The <any> [was|is] [<very>|] <good>.
The <food> [was|were] [<very>|] <tasty>.
The <people> [was|were|is|are] [<very>|always|] <kind>.
[Loved|Love|Enjoyed|Liked] [this place|the <any>|it|every bite|everything about it].
[I|We] [love|loved|really like|enjoyed] [this place|the <any>|it here|the <food>].
<who> [loved|enjoyed|liked|raved about] [it|the <any>|the <food>].
[Great|Excellent|Awesome|Friendly|Wonderful|Good|Fantastic] <any>[, great <any>| and <good> <any>|][!|.]
[Will|I will|We will|Would|I'd|We'll] [definitely|certainly|absolutely|surely|] [be back|go back|return|come back|buy it again|order again|recommend it to everyone].
[Best|The best] <any> [I've ever had|in town|ever|around|of the year|in a long time][!|.]
[I was|We were|<who> was] [impressed|very happy|so pleased|delighted|pleasantly surprised|satisfied].
[Highly recommended|Highly recommend it|Worth every penny|Five stars|A must|My new favorite|Great value|Great deal|Two thumbs up|Great product|Well worth it|Reasonably priced].
[It works|Works|It fits|Everything worked] [great|perfectly|well|like a charm|as expected|flawlessly].
[The portions are|The portions were] [huge|generous|big|perfect] and the [price|prices] [fair|reasonable|great].
[Clean|Spotless|Comfortable|Cozy|Beautiful|Stylish] <place> and <kind> <people>.
The <any> [made us feel welcome|blew me away|exceeded my expectations|was worth the wait|hit the spot|makes this a gem].
[I laughed and cried|It kept me on the edge of my seat|I could not put it down|The characters are well drawn|I felt in good hands|They fixed it in no time].

@bad-remark
The <any> [was|is] [<very>|] <bad>.
The <food> [was|were|came out] [<very>|] <nasty>.
The <people> [was|were|is|are] [<very>|always|] <unkind>.
[Hated|Disliked|I regret] [this place|the <any>|it|every minute].
[I|We] [hate|hated|regret|threw out|sent back|could barely eat] the <food>.
<who> [hated|disliked|got sick from|complained about] [it|the <any>|the <food>].
[Poor|Slow|Bad|Terrible|Horrible|Awful|Rude] <any>[, terrible <any>| and <bad> <any>|][!|.]
[Worst|The worst] <any> [I've ever had|in town|ever|around|of the year|in a long time][!|.]
[I was|We were|<who> was] [disappointed|so disappointed|disgusted|shocked|unimpressed|frustrated|ignored|overcharged].
[Waste of money|A waste of time|Overpriced|Total rip off|Zero stars|One star|Avoid this place|Stay away|Save your money|Two thumbs down|Such a letdown|Overrated|Too expensive for what you get].
[It broke|It stopped working|It died|It fell apart|It leaks|It crashed] after [a week|two days|an hour|a month|one use].
[We waited|I waited|Took|It took] [<15-60> minutes|an hour|forever|over an hour] [for our food|to be seated|for a drink|for the check|for an answer].
[The portions are|The portions were] [tiny|small|laughable] and the prices [too high|outrageous|a rip off].
[Dirty|Filthy|Noisy|Smelly|Cramped] <place> and <unkind> <people>.
The <any> [sucks|stinks|sucked|leaves a lot to be desired|is going downhill|falls flat].
The <any> [made me sick|ruined our evening|left a bad taste|was a huge disappointment|let us down|lacked flavor|needs work].
[I almost fell asleep|I walked out halfway|I gave up after fifty pages|They charged me twice|They never called back|Someone forgot our order|There was a hair in it|I got food poisoning].

@denied-good
The <any> [was|is|were] [not|never|nothing] [very |that |]<good>.
The <food> [was not|wasn't|were not] [<tasty>|good|fresh|worth it|even warm].
[Not|Never] [<good>|tasty|fresh|impressed|worth it|a good sign|recommended|helpful].
[I|We] [will not|won't|would not|will never|wouldn't] [be back|go back|return|come back|recommend it|buy it again|eat here again|order it again].
[I|We] [did not|didn't|don't] [like|love|enjoy|recommend] [it|the <any>|this place].
[Don't|Do not] [go|bother|buy it|waste your money|waste your time|believe the good reviews].
[It doesn't|It does not|It did not] [work|fit|last|taste good|live up to the hype|feel right].
The <people> [was not|were not|wasn't] [<kind>|very helpful|there when we needed them].

@denied-bad
The <any> [was|is] [not|never] [bad|disappointing|boring|a letdown|expensive at all].
[Not|Never] [bad at all|disappointed|a dull moment|too expensive|a bad meal].
[You can't|You can not|You won't] [go wrong|beat it|beat the price|be disappointed|regret it].
[I|We] [can't|can not|could not] [wait to go back|say enough good things|complain|stop eating it|ask for more].
[No|Not a single] [complaints|complaint|problem|problems|issues] [so far|here|with the <any>|at all].
The <any> never [disappoints|lets me down|fails|gets old].

@good-new
[Everything|Every dish|Every part of it] was <good>, <tasty> and worth it.
What a <good> <any>, and such <kind> <people>!
[I'm|We're] so happy [we|I] found this [place|one]: <good> <any>.
If you like <food>, you will love it here.
So <tasty>! Thank you for the <good> <any>.
I give the <any> five stars and will be back for the <food>.
@bad-new
[Everything|Every dish|Every part of it] was <nasty>, <bad> and overpriced.
What a <bad> <any>, and such <unkind> <people>!
[I'm|We're] so disappointed [we|I] picked this [place|one]: <bad> <any>.
If you like <food>, stay away from this one.
So <nasty>! They should be ashamed of the <bad> <any>.
I give the <any> one star and left without the <food>.
`;

export const reviews = `
@kinds-of-review, separated
restaurant-review, restaurant-review-short, restaurant-remark, product-review, hotel-review, film-review, book-review, app-review, service-review

@good, separated
great, amazing, excellent, fantastic, delicious, lovely, awesome, wonderful, perfect, fresh, tasty, outstanding, superb, good, nice, incredible, best, yummy, phenomenal, flavorful

@bad, separated
terrible, awful, bland, disappointing, horrible, overpriced, rude, slow, cold, stale, mediocre, greasy, dry, gross, disgusting, worst, soggy, dirty, undercooked, flavorless, tasteless, bad

@adverb, separated
really, so, absolutely, super, pretty, just, totally, incredibly, extremely, kind of, quite, a little, definitely, honestly, not, never

@meal
<dish>
<food>
[burger|fries|chicken|steak|salad|sauce|pizza|crust|sushi|pho|beef|pork|ribs|wings|bacon|eggs|toast|pasta|bread|dessert|cake|drinks|margarita|beer|wine|coffee|tea|meat|fish|shrimp|seafood|soup|appetizer|sandwich|gyro|taco|menu|buffet|breakfast|brunch|lunch|dinner|cheese|rice|veggies|potatoes]

@place-part
[food|service|staff|atmosphere|place|waitress|server|waiter|ambiance|portions|portion size|prices|location|decor|selection|patio|bartender|owner|chef|vibe|music|restaurant|experience|quality|flavor|texture|taste|meal|manager|hostess|crowd]

@restaurant-remark
The <place-part> was <adverb> [<good>|<bad>].
The <meal> [was|were|is|are] <adverb> [<good>|<bad>] [and the <meal> was <good>|but the <place-part> was <bad>||].
[Loved|Hated|Enjoyed|Liked|Ordered|Tried|Had] [this place|the <meal>|the <place-part>|it here|every bite].
[I|We] [had|ordered|tried|got|loved|shared] the <meal> [and it was|which was|- it was] <adverb> [<good>|<bad>].
[Will|Would|I will|We will|Won't] [definitely|never|not|certainly|] [be back|go back|return|come back|recommend this place|eat here again|waste my money here|order it again].
[Best|Worst] <meal> [I've ever had|in town|in the city|in <city>|ever|around]!
[Great|Good|Poor|Slow|Friendly|Bad|Terrible|Excellent] <place-part>[, great <place-part>| and <good> <place-part>|, <bad> <meal>|]!
Our [waitress|server|waiter|food|table] [was|came|took forever and was] <adverb> [<good>|<bad>|attentive|friendly|ignored us].
[We waited|I waited|Took|It took] <10-60> minutes [for our food|to be seated|for a drink|and nobody came|before anyone took our order].
[Overall|Honestly|Seriously|Wow|Yum|Unfortunately|However|Also|Plus], [I was impressed|I was disappointed|not worth it|a great experience|very happy with this place|never again|we left hungry|I won't be going back|worth every penny].
[The prices are reasonable|Overpriced for what you get|A bit pricey but worth it|Great value for the price|Don't waste your time|You can't go wrong here|Skip this place|I highly recommend it|I'd give it zero stars if I could|My new favorite spot|This place deserves # stars].
[My|His|Her|The] [husband|wife|boyfriend|friend|family|kids|mom|date] [loved|hated|enjoyed|got|thought] the <meal>[, too||!].
The <place-part> [made|makes] [us feel welcome|me feel sick|this place special|up for it|the visit worth it].
[So|Not|Very|Really] <good>!
The <dish> [came|arrived|tasted|was served] [lukewarm|burnt|cold|heavenly|overcooked|on time|like cardboard|divine|salty|as if it had been microwaved].
[The noise|The bill|The line|The parking|The view|The heat] was [unbearable|a shock|crazy|too much|charming|worth it|a pain].
[Never|Always] [disappointed|busy|crowded|fresh|a line|clean|friendly|coming back].

@stars
[Rating|Stars|Score|My rating]: # [out of 5|/ 5|stars|/10]
[Reviewed by|By|Posted by|Review by] <first>[ on <date>| from <city>| - verified purchase| (verified buyer)|]
[Pros|The good]: [<good> <place-part>|<product-part>]. [Cons|The bad]: [<bad> <place-part>|<product-part>].

@restaurant-review
<2-9~ restaurant-remark>
<place> [Restaurant|Cafe|Grill|Diner|] // <stars> // <2-9~ restaurant-remark>
<2-6~ restaurant-remark> // <stars>

@restaurant-review-short
<restaurant-remark>
<1-2~ restaurant-remark>

@product
[headphones|vacuum cleaner|laptop|phone|blender|jacket|boots|mattress|camera|keyboard|backpack|coffee maker|charger|speaker|toaster|watch|tent|chair|printer|drill|razor|stroller]

@product-part
[battery life|sound|screen|build quality|zip|fit|colour|packaging|instructions|motor|strap|buttons|design|price|picture|fabric|lid]

@product-remark
[I bought this <product>|I have had this <product>|Got this <product>|I purchased the <product>] [a month ago|for my son|as a gift|last year|to replace my old one|after reading the reviews] and [I love it|it works great|it broke after a week|I am very disappointed|it does exactly what it should|I regret it|couldn't be happier].
The <product-part> is [<good>|<bad>|poor|flimsy|solid|sturdy|weak|better than expected|a letdown|impressive].
[Would buy again|Do not buy this|Save your money|Highly recommended|Five stars|Two stars|Waste of money|Worth the money|Returned it the next day|Great product for the price|Poor quality|Very happy with this purchase|Stopped working after two weeks|Easy to set up|Not as described|Exactly as described].
[It feels cheap|It is comfortable|It is too heavy|It looks great|It charges fast|It leaks|It is noisy|It fits perfectly|It runs small|It lasted a day|It does the job], [but|and] [I like it|the <product-part> lets it down|I would not recommend it|my wife loves it|customer service was helpful|I expected better].

@product-review
[<stars> // |]<2-7~ product-remark>
<1-3~ product-remark>

@stay
[The room was|Our room was|The bathroom was|The bed was|The pool was|The lobby was|Breakfast was] [clean and comfortable|tiny and smelled of smoke|spacious|noisy|beautiful|filthy|spotless|outdated|delicious|cold|average].
[Reception staff were friendly|Check-in took an hour|The view was stunning|The walls are paper thin|Great location near the beach|We could not sleep because of the noise|The air conditioning did not work|Walking distance to everything|Wifi was slow|The staff went out of their way to help us].
[We stayed here for # nights|We would stay here again|I would not stay here again|Wonderful hotel|Avoid this hotel|Perfect for families|Good value for the money|Our favourite hotel in <city>|We had a lovely stay].

@hotel-review
[<stars> // |]<3-9~ stay>
[Hotel|] <place> [Hotel|Inn|Resort|Hostel] // <3-8~ stay> // <stars>

@film-review
<2-8~ film-remark>
<stars> // <2-7~ film-remark>
@film-remark
The [acting|plot|script|soundtrack|ending|cast|cinematography|dialogue|direction|story|movie|film|show] [was|is] [<good>|<bad>|predictable|gripping|boring|brilliant|wooden|moving|hilarious|confusing|a mess|clever].
[I loved this movie|I laughed and cried|I almost fell asleep|What a waste of two hours|One of the best films of the year|Don't bother watching it|Go and see it|I walked out halfway|The characters are well drawn|The jokes fall flat|It kept me on the edge of my seat|The sequel is not as good as the original].

@book-review
<3-8~ book-remark>
@book-remark
[I could not put this book down|The characters felt real|The author writes beautifully|The plot drags in the middle|A page turner|The ending disappointed me|I gave up after fifty pages|Her best novel so far|The writing is clumsy|A must read|I recommend this book to anyone who loves a good story|It is too long|I loved the heroine|I finished it in one sitting|The twist surprised me|Well researched but dull].

@app-review
<2-5~ app-remark>
@app-remark
[This app is great|This app keeps crashing|Love this game|Too many ads|The latest update ruined it|Simple and easy to use|Uninstalled after a day|I use it every day|The free version is useless|Support never answered|Works perfectly on my phone|Please fix the login bug|Best app for this|It drains the battery|Worth paying for premium].

@service-review
<2-6~ service-remark>
@service-remark
[The plumber|The dentist|The mechanic|My hairdresser|The driver|The delivery|The company|Customer service|The salon|The garage|The vet|The clinic] was [friendly|late|professional|rude|on time|careful|expensive|helpful|unhelpful|honest|a joke|<good>|<bad>].
[They fixed it in no time|They never called back|I felt in good hands|They charged me twice|Highly recommend them|I will never use them again|Great communication|They did a fantastic job|Left a mess behind|Very pleased with the result|Stay away from this company|I have been going here for years].
`;

/** Names, places and things that every kind of document talks about, so that none of them gives a kind away. */
export const words = `
@first, separated
Alice, Ben, Carla, Deepak, Elena, Farid, Grace, Hannah, Igor, Julia, Kwame, Laura, Miguel, Nadia, Oliver, Priya, Quentin, Rosa, Samuel
Tara, Umar, Victor, Wendy, Xavier, Yasmin, Zoe, Anders, Beatriz, Chen, Daria, Emeka, Fiona, George, Helga, Ines, Jamal, Karin, Liam, Mei, Noor

@last, separated
Abbott, Barnes, Castillo, Dunn, Eriksen, Ferreira, Gupta, Hayes, Ivanov, Jensen, Khan, Lindqvist, Morales, Nakamura, Okafor, Petrov, Quinn
Ramirez, Schmidt, Tan, Underwood, Vargas, Wallace, Young, Zimmer, Ahmad, Bianchi, Cohen, Dubois, Engel, Fischer, Goh, Hoffman, Lim, Wong, Rahman

@person
<first> <last>
<first> <last>
[A|B|C|D|J|M|R|S]. <last>

@city, separated
Ashford, Brookfield, Clearwater, Dunmore, Eastham, Fairview, Greenville, Hillcrest, Ironbridge, Kingston, Lakeside, Milton, Northgate, Oakdale
Portsea, Queensbury, Riverton, Springfield, Thornbury, Westbrook, Penang, Ipoh, Toronto, Leeds, Denver, Austin, Dublin, Perth, Cape Town, Lyon
Hamburg, Porto, Shah Alam, Petaling Jaya, Kuala Lumpur, Johor Bahru, Singapore, Winnipeg, Saskatoon, Calgary, Bristol, Glasgow, Boston, Phoenix

@street
<1-480> [Main|High|Church|Station|Mill|Park|Oak|Maple|Cedar|King|Queen|Victoria|Harbour|Market|Bridge|Elm] [Street|Road|Avenue|Lane|Drive|St.|Rd]
No. <1-90>, Jalan [Bunga|Mawar|Melati|Utama|Indah|Perdana|Kenanga] <1-30>/<1-20>, Taman [Jaya|Indah|Maju|Bahagia|Permai]
<1-90> Rue [de la Gare|du Moulin|Victor Hugo|des Lilas]
Unit <1-40>, <city> [Industrial Estate|Business Park|Shopping Centre|Plaza|Mall]
Lot <1-99>, [Ground|First|Second] Floor, Wisma <last>

@address
<street>, <city> #####
<street> // <city>, [CA|TX|NY|WA|ON|BC|SK|IL] #####
<street>, ##### <city>, [Selangor|Johor|Perak|Kuala Lumpur]
<street> // <city> [AB|LS|BS|M|EH]## #[AB|XY|QT|ZN]

@phone
0#-#### ####
(###) ###-####
+## ### ### ####
1-800-###-####
0### ######

@month, separated
January, February, March, April, May, June, July, August, September, October, November, December, Jan, Feb, Mar, Apr, Jun, Jul, Aug, Sep, Oct, Nov, Dec

@date
<1-28>/<1-12>/20<10-26>
<1-12>-<1-28>-20<10-26>
20<10-26>-0<1-9>-<10-28>
<1-28> <month> 20<10-26>
<month> <1-28>, 20<10-26>

@time
<10-23>:<10-59>
<1-12>:<10-59> [AM|PM|am|pm]
<10-23>:<10-59>:<10-59>

@company
<last> [& Sons|Brothers|Trading|Supplies|Enterprise|Holdings|Partners|Group|Industries|Solutions|Services|Associates|Logistics|Systems] [Ltd|Inc.|LLC|Sdn Bhd|GmbH|Pty Ltd|plc|]
<place> [Engineering|Consulting|Foods|Electronics|Design|Media|Motors|Health|Textiles|Packaging|Software|Insurance|Bank|Energy|Properties] [Ltd|Inc.|LLC|Sdn Bhd|Co.|Corp|]
<last> and <last> [LLP|Ltd|Architects|Solicitors|]

@place, separated
Blue River, Golden Gate, Silver Lake, Red Rock, Sunrise, Northern Star, Evergreen, Pacific, Atlantic, Alpine, Coastal, Central, Metro, Royal
Golden Dragon, Lucky, Old Town, Harvest, Summit, Pioneer, Liberty, Heritage, Maple Leaf, Oasis, Phoenix, Diamond, Crystal, Sakura, Seri, Mega

@email
[info|sales|hello|contact|support|office|accounts|admin]@[bluriver|goldengate|evergreen|sunrise|metro|alpine|summit].[com|net|org|co.uk|com.my]

@web
www.[bluriver|goldengate|evergreen|sunrise|metro|alpine|summit].[com|net|org|co.uk|com.my]

@food, separated
milk, bread, white bread, eggs, butter, cheddar cheese, yoghurt, rice 5kg, spaghetti, tomato sauce, onion, potatoes, carrots, bananas, apples, oranges
chicken breast, beef mince, salmon fillet, tuna can, olive oil, cooking oil, sugar, salt, flour, coffee, green tea, orange juice, mineral water
cola, chocolate bar, biscuits, crisps, honey, peanut butter, cereal, mushrooms, lettuce, avocado, garlic, noodles, soy sauce, curry paste, ice cream
spinach, celery, broccoli, cucumber, ginger, parsley, pears, grapes, lemons, mango, melon, strawberries, tomatoes, peppers, aubergine, courgette
ham, sausages, turkey slices, lamb chops, prawns, cod, sardines, cream, buttermilk, mozzarella, brie, margarine, oat drink, muesli, jam, mustard
ketchup, mayonnaise, vinegar, pickles, olives, lentils, chickpeas, quinoa, couscous, bagels, rolls, croissant, baguette, cake, muffins, popcorn
sweets, chewing gum, herbal tea, cocoa, syrup, tonic, soda, juice, napkins, foil, detergent, sponge, dishwasher tabs, bin bags, matches, fresh herbs

@dish, separated
nasi lemak, teh tarik, roti canai, mee goreng, fried rice, chicken rice, iced lemon tea, flat white, latte, cappuccino, espresso, club sandwich
cheeseburger, margherita pizza, caesar salad, fish and chips, pad thai, ramen, sushi set, pancakes, french fries, tomato soup, lasagne, steak
grilled salmon, tacos, burrito, dim sum, laksa, spring roll, cheesecake, brownie, lemonade, house wine, draft beer, kopi o, milk tea, set lunch
onion soup, garlic bread, bruschetta, oysters, calamari, paella, risotto, ravioli, gnocchi, carbonara, schnitzel, goulash, roast beef, pork belly
duck breast, lamb shank, vegetable curry, tikka masala, naan, samosa, kebab, falafel, hummus, gyoza, miso soup, tempura, bibimbap, green salad, club wrap
omelette, waffle, porridge, fruit salad, tiramisu, apple pie, sorbet, creme brulee, hot chocolate, still water, sparkling water, red wine, white wine
glass of merlot, pint lager, cider, gin and tonic, mojito, whisky, ginger ale, apple juice, tomato juice, kids meal, side salad, extra cheese, bean chili

@hardware, separated
hammer, screws 40mm, wood glue, paint brush, emulsion paint 5L, sandpaper, thinner, pvc pipe, cable tie, led bulb, extension cord, door hinge, padlock
drill bit, silicone sealant, masking tape, cement 25kg, hose 10m, gloves, spanner, nail 2 inch, wall plug, battery aa, torch, bucket, wire mesh

@shopping, separated
shampoo, toothpaste, hand soap, tissue, paracetamol, vitamin c, bandage, cough syrup, sunscreen, a4 paper 80gsm, ball pen, notebook, stapler, photocopy
envelope, marker, t-shirt, jeans, socks, sandals, plastic bag, gift card, toy car, phone case, usb cable, dog food, cat litter, flower bouquet, candle
magazine, birthday card, umbrella, unleaded 95, diesel, engine oil, car wash, parking, stamps, lottery, lipstick, hair cut, dry cleaning

@service, separated
consulting services, website design, software licence, monthly maintenance, legal advice, translation, accounting services, office cleaning, freight
delivery, installation, machine hire, photography, training workshop, cloud hosting, support plan, electrical repair, plumbing repair, catering
security guard services, print run of brochures, market research, engineering hours, project management, rental of equipment, advertising space

@goods, separated
steel brackets, office chairs, laptop computers, printer cartridges, cardboard boxes, safety helmets, copper wire, hydraulic pump, spare parts
laboratory glassware, led panels, cotton fabric, wooden pallets, network switch, air filters, ball bearings, conveyor belt, paint drums, test kits

@any-word, separated
window, mountain, history, music, yellow, quickly, remember, science, river, engine, animal, ocean, theory, garden, morning, winter, teacher, light, shadow, number
garage, travel, nation, energy, planet, culture, machine, bridge, silver, forest, village, machine, soldier, doctor, planet, random, story, measure, system, language
page, chapter, figure, example, test, text, sentence, paragraph, title, word, simple, complex, large, small, different, people, country, world, life, thing, way, work
fox, dog, lazy, quick, brown, jumped, point, read, look, long, think, water, house, green, human, power, school, young, public, state, family, group, problem, hand, part
year, day, man, woman, child, place, case, week, company, government, night, idea, body, level, office, door, health, person, art, war, party, result, change, reason
research, girl, guy, moment, air, force, age, policy, process, market, sense, death, plan, interest, experience, effect, class, control, field, development, role, effort
copper, velvet, basket, corner, walnut, pepper, lemon, honey, orchard, castle, anchor, feather, pebble, saffron, marble, juniper, willow, amber, cotton, linen
classic, deluxe, mini, jumbo, premium, fresh, golden, crispy, organic, smooth, double, large, medium, small, mixed, plain, fancy, royal, baby, dark, soft
lamp, mug, frame, brush, rope, clock, mirror, ribbon, pillow, blanket, scissors, tray, hook, cord, plug, kettle, knife, spoon, plate, vase, stool, rug

@odd
<any-word>
<any-word> <any-word>
[Old|New|The|Le|La|] <any-word> [&|and|of|] <any-word>
`;

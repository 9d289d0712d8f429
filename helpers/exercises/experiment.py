"""The experiment: what a reader of one article thinks of the event, before she has read another one, and after all of them."""

# The text of each question by its key, in the order in which they are asked.
QUESTIONS = {
    "fighters": "How much sympathy do you have for the fighters?",
    "government": "How much sympathy do you have for the government?",
    "russia": "How much sympathy do you have for Russia?",
    "residents": "How much sympathy do you have for the residents?",
    "act": "Should somebody from outside act?",
    "sure": "How sure are you of what happens there?",
    "read_on": "Would you read on?",
}

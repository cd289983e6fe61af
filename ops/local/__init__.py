"""The local stack: fetched servers, their processes, and what `./store up` keeps of them."""

"""English."""

from sitegen.check.leftovers.languages.entry import Language

ENGLISH = Language(
    months=(
        "january|february|march|april|may|june|july|august|september|october|november|december|"
        "jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
    ),
    weekdays=(
        "monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|tues|wed|thu|thur|thurs|"
        "fri|sat|sun"
    ),
    phrases={
        "comments": """
            no comments
            no comments yet
            {n} comments
            {n} comment
            ~comments
            ~comment
            comments ({n})
            comment ({n})
            comments {n}
            one comment
            {n} comment so far
            {n} responses to {list}
            {n} response to {list}
            {n} thoughts on {list}
            one thought on {list}
            {n} responses
            ~{n} replies
            post a comment
            post comment
            post a comment on {list}
            add a comment
            add comment
            add your comment
            leave a comment
            leave a reply
            leave a reply cancel reply
            leave a response
            leave your comment
            cancel reply
            write a comment
            ~join the discussion
            ~join the conversation
            view all comments
            ~view comments
            ~show comments
            load more comments
            comments are closed
            comments are off for this post
            ~comments off
            comments feed
            comments for this post are closed
            comments on this entry are closed
            the comments to this entry are closed
            you must be logged in to post a comment
            you must be signed in to post a comment
            log in to leave a comment
            log in or sign up to comment
            discussion about this post
            discussion about this podcast
            ~no posts
            ~ready for more?
            ~top
            ~new
            ~community
            ~reply
            ~replies
            ~delete
            ~like
            ~edit
            ~submit
            ~name
            ~name *
            ~name (required)
            ~email
            ~email *
            ~email (required)
            ~mail (will not be published)
            mail (will not be published) (required)
            ~website
            ~url
            ~message
            ~comment *
            your email address will not be published
            your email address will not be published. required fields are marked *
            required fields are marked *
            save my name, email, and website in this browser for the next time i comment
            save my name, email and website in this browser for the next time i comment
            notify me of follow-up comments by email
            notify me of followup comments via e-mail
            notify me of new posts by email
            notify me of new comments via email
            enter your comment here
            comment below or sign in with typepad facebook twitter and more
            verify your comment
            previewing your comment
            your comment has been saved
            this weblog only allows comments from registered users
            comment as
            ~publish
            ~preview
            ~loading
            this site uses akismet to reduce spam
            this site uses akismet to reduce spam. learn how your comment data is processed
            fill in your details below or click an icon to log in
            powered by disqus
            comments powered by disqus
            please enable javascript to view the comments powered by disqus
            blog comments powered by disqus
            trackback url for this entry
            listed below are links to weblogs that reference {list}
            trackback ({n})
            trackbacks ({n})
            trackbacks
            ~pingbacks
            links to this post
            ~create a link
        """,
        "share": """
            share this
            share this post
            share this article
            share this story
            share this entry
            share this with your friends
            share on facebook
            share on twitter
            share on x
            share on linkedin
            share on pinterest
            share on tumblr
            share on reddit
            share on whatsapp
            share on telegram
            share on google+
            share on bluesky
            share on mastodon
            share on threads
            share to facebook
            share to twitter
            share to x
            share to pinterest
            share to google buzz
            share to tumblr
            share via email
            share by email
            share with your friends
            click to share on {name} (opens in new window)
            click to email a link to a friend (opens in new window)
            click to email this to a friend (opens in new window)
            click to print (opens in new window)
            email this
            email this post
            email this to a friend
            blogthis
            blog this
            tweet this
            tweet this post
            pin it
            ~like this
            like loading
            be the first to like this
            {n} bloggers like this
            {n} blogger likes this
            digg this
            save to del.icio.us
            add to del.icio.us
            add to facebook
            stumble it!
            send to a friend
            ~print this
            print this post
            reblog this
            ~copy link
            give a gift subscription
            ~share
            ~tweet
            ~e-mail
            ~print
            ~reblog
            ~restack
            ~clap
            ~listen
            ~save
            ~bookmark
            ~facebook
            ~twitter
            ~x
            ~linkedin
            ~pinterest
            ~tumblr
            ~reddit
            ~whatsapp
            ~telegram
            ~pocket
            ~google+
            ~google +{n}
            ~+1
            ~digg
            ~delicious
            ~stumbleupon
            ~mastodon
            ~bluesky
            ~threads
            ~more
            ~notes
            ~{n} notes
            {n} claps
            ~{n} likes
            ~{n} shares
        """,
        "navigation": """
            newer post
            older post
            newer posts
            older posts
            newer post older post
            previous post
            next post
            ~previous
            ~next
            ~prev
            previous entry
            next entry
            previous article
            next article
            ~previous: {list}
            ~next: {list}
            previous post: {list}
            next post: {list}
            post navigation
            posts navigation
            ~home
            ~main
            ~archive
            ~archives
            ~about
            ~blog
            ~contact
            ~permalink
            permanent link
            bookmark the permalink
            back to top
            back to blog
            ~return to top
            view web version
            view my complete profile
            skip to content
            ~menu
            ~search
            ~powered by blogger
            powered by wordpress
            powered by ghost
            powered by tumblr
            blog at wordpress.com
            create a free website or blog at wordpress.com
            proudly powered by wordpress
            ~advertisements
            ~advertisement
            report this ad
            ~open in app
            ~sign in
            ~sign up
            ~get started
            ~continue reading
            ~read more
            ~read more »
        """,
        "labels": """
            labels: {list}
            ~tags: {list}
            ~tag: {list}
            ~topics: {list}
            ~categories: {list}
            ~category: {list}
            filed under: {list}
            filed under {list}
            filed in: {list}
            ~filed in {list}
            ~posted in {list}
            tagged: {list}
            tagged with: {list}
            ~tagged {list}
            technorati tags: {list}
            del.icio.us tags: {list}
            this entry was posted in {rest}
            this entry was posted on {rest}
            this entry was tagged {rest}
        """,
        "byline": """
            posted by {name} at {time}
            posted by {name} at {date}
            posted by {name} at {date} {time}
            posted by {name} at {date}, {time}
            posted by {name} on {date}
            posted by {name} on {date} {list}
            posted by {name} on {date} at {time}
            posted by {name} on {date} at {time} {list}
            posted by {name}, {date}
            ~posted by {name}
            ~posted by
            posted at {time}
            posted at {time} in {list}
            posted at {time} by {name}
            posted on {date}
            posted on {date} by {name}
            posted on {date} at {time}
            posted on {date} in {list}
            posted on {date} with {n} notes
            ~posted {date}
            posted {date} by {name}
            published by {name} on {date}
            published on {date}
            ~published {date}
            ~published by {name}
            ~by {name}
            by {name} on {date}
            ~by {name}, {date}
            by {name} at {date}
            ~{date} by {name}
            ~{date}
            ~{date} {time}
            ~{date} at {time}
            written by {name} on {date}
            ~written by {name}
            {n} min read
            {n} minute read
            {date} {n} min read
            {name} {n} min read
            read time: {n} mins
            read time: {n} minutes
            ~{n} followers
            ~{n}
            ~follow
            ~following
            member-only story
            view all posts by {name}
            read more posts by this author
            read more posts by {name}
            more posts by {name}
            view profile
            ~about the author
            ~about {name}
        """,
        "related": """
            related posts
            related post
            related articles
            related stories
            related entries
            ~related
            you might also like
            you may also like
            you might also enjoy
            you may also enjoy
            you might also be interested in
            ~more from {name}
            ~more from medium
            recommended from medium
            recommended for you
            ~recommended reading
            linkwithin
            possibly related posts
            possibly related posts: (automatically generated)
            ~similar posts
            ~popular posts
            ~recent posts
            other posts you may like
            ~more in {name}
            ~see all {n} posts
            see all from {name}
            see more recommendations
            ~more stories
            ~read next
            ~keep reading
            ~up next
        """,
        "subscription": """
            subscribe to: post comments (atom)
            subscribe to: posts (atom)
            subscribe to post comments (atom)
            ~subscribe
            ~subscribed
            subscribe now
            subscribe here
            subscribe via email
            subscribe by email
            subscribe to this blog
            subscribe to this blog's feed
            subscribe to our newsletter
            subscribe to my newsletter
            subscribe to the newsletter
            subscribe in a reader
            ~subscribe to {name}
            subscribe to get new posts by email
            type your email
            type your email…
            enter your email
            enter your email address
            ~your email address
            ~email address
            ~no thanks
            enter your email address to follow this blog and receive {rest}
            enter your email address to subscribe to this blog and receive {rest}
            sign up for our newsletter
            sign up for my newsletter
            sign up for the newsletter
            ~sign up for {name}
            sign me up
            ~follow this blog
            ~follow us on {name}
            ~follow me on {name}
            get the latest posts delivered right to your inbox
            get new posts by email
            ~get the app
            thanks for reading {name} subscribe for free to receive new posts and support my work
            thanks for reading {name}! subscribe for free to receive new posts and support my work
            thanks for reading {name}! this post is public so feel free to share it
            thanks for reading! subscribe for free to receive new posts and support my work
            {name} is a reader-supported publication. {rest} subscriber
            this post is public so feel free to share it
            get {n}% off forever
            thank you for reading {name}. this post is public so feel free to share it
            upgrade to paid
            already a paid subscriber? sign in
            ~rss feed
            ~rss
            ~atom
            ~feed
        """,
    },
)

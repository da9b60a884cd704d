# Prints which of the texts RE2, the engine of Go and many others, finds its pattern in: standard input is a JSON list of
# [pattern, text]. A pattern that it does not take ends this with an error.
use strict;
use warnings;
use JSON::PP;

my $pairs = decode_json(do { local $/; <STDIN> });
my @matches = map {
    my ($pattern, $text) = @$_;
    use re::engine::RE2 -strict => 1;
    $text =~ /$pattern/ ? JSON::PP::true : JSON::PP::false;
} @$pairs;
print encode_json(\@matches);

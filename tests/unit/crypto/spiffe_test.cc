#include "common/crypto/spiffe.h"

#include <gtest/gtest.h>

#include "common/base/error.h"

namespace motcua::crypto {
namespace {

TEST(SpiffeTest, ReadsWhatItWrites) {
  const SpiffeId ids[] = {{SpiffeKind::kServer, "", 0},
                          {SpiffeKind::kEnrolment, "", 1},
                          {SpiffeKind::kEnrolment, "", 999999},
                          {SpiffeKind::kStation, "01", 1},
                          {SpiffeKind::kStation, "H57.21", 999999},
                          {SpiffeKind::kStation, "ABCDEFGHIJ0123456789", 42}};
  for (const SpiffeId& id : ids) {
    const auto read = ParseSpiffe(FormatSpiffe(id));
    ASSERT_TRUE(read.ok()) << FormatSpiffe(id);
    EXPECT_EQ(*read, id);
  }
  EXPECT_EQ(StationSpiffe("H57.21", 3), "spiffe://motcua/unit/H57.21/station/3");
  EXPECT_EQ(EnrolmentSpiffe(12), "spiffe://motcua/enrolment/12");
  EXPECT_EQ(ServerSpiffe(), "spiffe://motcua/server");
}

TEST(SpiffeTest, AnythingElseIsNoIdentity) {
  const std::string bad[] = {
      "",
      "spiffe://motcua",
      "spiffe://motcua/",
      "spiffe://motcua/server/",
      "spiffe://motcua/server/1",
      "spiffe://other/server",
      "SPIFFE://motcua/server",
      "https://motcua/server",
      " spiffe://motcua/server",
      "spiffe://motcua/server?x",
      "spiffe://motcua/server#x",
      std::string("spiffe://motcua/server\0", 23),
      std::string("spiffe://motcua/server\0.evil", 28),
      "spiffe://motcua/enrolment",
      "spiffe://motcua/enrolment/",
      "spiffe://motcua/enrolment/0",
      "spiffe://motcua/enrolment/01",
      "spiffe://motcua/enrolment/1000000",
      "spiffe://motcua/enrolment/-1",
      "spiffe://motcua/enrolment/+1",
      "spiffe://motcua/enrolment/1 ",
      "spiffe://motcua/enrolment/1/2",
      "spiffe://motcua/unit/H57/station",
      "spiffe://motcua/unit/H57/station/",
      "spiffe://motcua/unit/H57/station/0",
      "spiffe://motcua/unit/H57/station/007",
      "spiffe://motcua/unit/H57/station/1000000",
      "spiffe://motcua/unit/H57/station/1x",
      "spiffe://motcua/unit/H57/station/1/station/2",
      "spiffe://motcua/unit/H57/desk/1",
      "spiffe://motcua/unit//station/1",
      "spiffe://motcua/unit/H/station/1",
      "spiffe://motcua/unit/ABCDEFGHIJ01234567890/station/1",
      "spiffe://motcua/unit/h57/station/1",
      "spiffe://motcua/unit/H57 21/station/1",
      "spiffe://motcua/unit/H57%2E21/station/1",
      "spiffe://motcua/unit/../unit/H57/station/1",
      "spiffe://motcua/unit/Đ57/station/1",
  };
  for (const std::string& uri : bad) {
    const auto id = ParseSpiffe(uri);
    EXPECT_EQ(id.status().code(), absl::StatusCode::kUnauthenticated) << uri;
    EXPECT_EQ(ErrorReason(id.status()), "STATION_IDENTITY_INVALID") << uri;
  }
}

TEST(SpiffeTest, WhatCannotBeReadBackIsRefused) {
  EXPECT_FALSE(ParseSpiffe(StationSpiffe("H57/station/1", 2)).ok());
  EXPECT_FALSE(ParseSpiffe(StationSpiffe("", 2)).ok());
  EXPECT_FALSE(ParseSpiffe(StationSpiffe("H57", 0)).ok());
  EXPECT_FALSE(ParseSpiffe(EnrolmentSpiffe(1000000)).ok());
}

}  // namespace
}  // namespace motcua::crypto
